namespace IrqAnalyzers.Tests.Corpus;

/// <summary>All models of the corpus.</summary>
internal static class CorpusModels
{
    private static readonly Dictionary<string, CorpusModel> Models = ((IEnumerable<CorpusModel>)
    [
        .. Aliases.Models,
        .. Answers.Models,
        .. ArgumentTests.Models,
        .. ArgumentWays.Models,
        .. Arguments.Models,
        .. CapturedFlags.Models,
        .. Carriers.Models,
        .. Collections.Models,
        .. Computations.Models,
        .. ContainerPlaces.Models,
        .. Contracts.Models,
        .. Delegates.Models,
        .. Disposal.Models,
        .. ErrorCodes.Models,
        .. Exceptions.Models,
        .. Filled.Models,
        .. FilledElsewhere.Models,
        .. Flags.Models,
        .. Flows.Models,
        .. ForwardedFlags.Models,
        .. Generics.Models,
        .. Gotos.Models,
        .. HandedBack.Models,
        .. HandedCode.Models,
        .. HeldCode.Models,
        .. Helpers.Models,
        .. HostOrder.Models,
        .. Jumps.Models,
        .. KindConditions.Models,
        .. KindGuards.Models,
        .. KindPaths.Models,
        .. Kinds.Models,
        .. Lifecycle.Models,
        .. LocalFunctions.Models,
        .. LoopFlags.Models,
        .. Loops.Models,
        .. LooseValues.Models,
        .. Members.Models,
        .. Objects.Models,
        .. OnlyImplementations.Models,
        .. OpaqueNumbers.Models,
        .. OpaqueTests.Models,
        .. Parts.Models,
        .. PutAway.Models,
        .. SavedMatchDriver.Models,
        .. Selections.Models,
        .. SeveralDelegates.Models,
        .. SharedFlags.Models,
        .. Starts.Models,
        .. States.Models,
        .. Structures.Models,
        .. Switches.Models,
        .. Targets.Models,
        .. Templates.Models,
        .. Thrown.Models,
        .. ThrownByHelpers.Models,
        .. Unbinding.Models,
        .. UnitRemoval.Models,
        .. WrittenByTheCompiler.Models,
    ]).ToDictionary(model => model.Name, StringComparer.Ordinal);

    public static IReadOnlyCollection<CorpusModel> All => Models.Values;

    /// <summary>The model of a name.</summary>
    public static CorpusModel Named(string name) => Models[name];
}
