namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>The models, each in a file of its name.</summary>
internal static class RuleModels
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<RuleModel> All { get; } =
    [
        new VectorsUnmaskedBeforeTheirMessages(),
        new BusDomainSetAfterTheScan(),
        new SpecialDomainOverwritten(),
        new NotifierSubscribedAfterTheScan(),
        new RemappingEnabledWithoutATable(),
        new X2ApicModeBeforeRemapping(),
        new FunctionsThatNobodyDecides(),
        new DefaultDomainCreatedAfterTheScan(),
        new VfsBeforeTheDomainOfTheirPf(),
        new DomainOfTheVirtualBus(),
        new SourceIdOfAHiddenFunction(),
        new DriverNeverLetIn(),
        new VectorsLeftMasked(),
        new FunctionTakenFromItsGuest(),
        new VfsTakenFromGuests(),
        new ProbeThatKeepsItsVectors(),
        new FunctionInNoScope(),
        new FunctionInTwoScopes(),
        new TwoCatchAllUnits(),
        new MoreVfsThanBuses(),
        new IoApicInNoScope(),
    ];

    /// <summary>The model of a name.</summary>
    public static RuleModel Named(string name) => All.Single(model => model.ToString() == name);
}
