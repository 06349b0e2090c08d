using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Changed entries that wait in a collection of a class until their unit is told: a method that tells it of one of them, and then empties the collection, has
/// dropped the others. Read off the text of one method, so that it is possible only.
/// </summary>
internal sealed class DroppedInvalidations
{
    private const string Rule = "IRQ1009";

    private readonly ProgramFacts program;

    public DroppedInvalidations(ProgramFacts program) => this.program = program;

    public void Analyze(BlockContext block)
    {
        IInvocationOperation? told = null;
        ISymbol? emptied = null;
        foreach (var operation in block.Operations)
        {
            if (operation is not IInvocationOperation call) continue;
            if (call is { TargetMethod.Name: "Clear", Instance: { } instance } && CollectionOf(instance) is { } collection) emptied = collection;
            else if (TellsOfOne(call) && Placement.MayBeRepeated(call)) return;
            else if (TellsOfOne(call)) told ??= call;
        }

        if (told?.Instance is { } function && emptied is not null && IsTakenFrom(function, emptied, block.Operations)) Report(block, told, emptied);
    }

    private bool TellsOfOne(IInvocationOperation call)
    {
        if (!program.Contracts.Known.IsDsl(call.TargetMethod)) return false;
        foreach (var effect in program.Contracts.Of(call.TargetMethod).Effects)
        {
            if (effect is { Kind: EffectKind.Revoke, Part: >= 0 }) return true;
        }

        return false;
    }

    // A collection in a member of the project whose elements have functions.
    private ISymbol? CollectionOf(IOperation expression)
    {
        if (KindTests.Unwrapped(expression) is not IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference) return null;
        if (reference.Type is not INamedTypeSymbol { TypeArguments.Length: > 0 } type) return null;
        return program.IsOwn(reference.Member) && ContractTable.IsCollection(type) ? reference.Member : null;
    }

    // The function is read from an element, or from a local that has one.
    private static bool IsTakenFrom(IOperation function, ISymbol collection, List<IOperation> operations)
    {
        if (Reads(function, collection)) return true;
        var local = LocalOf(function);
        if (local is null) return false;
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var value }
                    when SymbolEqualityComparer.Default.Equals(declared, local) && Reads(value, collection):
                case IDeconstructionAssignmentOperation { Target: var target, Value: var taken } when Names(target, local) && Reads(taken, collection):
                    return true;
            }
        }

        return false;
    }

    private static ILocalSymbol? LocalOf(IOperation function) => KindTests.Unwrapped(function) switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation { Instance: { } owner } => LocalOf(owner),
        _ => null,
    };

    private static bool Names(IOperation target, ILocalSymbol local)
    {
        foreach (var operation in target.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Local, local)) return true;
        }

        return false;
    }

    private static bool Reads(IOperation value, ISymbol collection)
    {
        foreach (var operation in value.DescendantsAndSelf())
        {
            if (operation is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member, collection)) return true;
        }

        return false;
    }

    private static void Report(BlockContext block, IInvocationOperation told, ISymbol collection) => TextFindings.Report(
        block, Rule, told.TargetMethod, told.Syntax, told.Instance!.Syntax.ToString(),
        $"'{told.TargetMethod.Name}' is called for one element of '{collection.Name}', and 'Clear' drops the others: their units go on with the "
            + "entries that they have cached. Call it for each.");
}
