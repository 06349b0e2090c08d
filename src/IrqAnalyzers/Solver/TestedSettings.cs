using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Solver;

/// <summary>
/// Which setting each block of a body tests: a flag or a number that the body did not make or ask a method for, so a member or a parameter. Whether a text
/// is one constant, and whether it is another, are two settings. How much a collection holds by now is none.
/// </summary>
internal sealed class TestedSettings
{
    private readonly int[] settings;

    private TestedSettings(int[] settings) => this.settings = settings;

    /// <summary>The settings of a body; <see langword="null"/> if it does not test two.</summary>
    public static TestedSettings? Of(ControlFlowGraph graph, ContractTable contracts)
    {
        var known = new List<(ISymbol Symbol, object? Text)>();
        int[]? settings = null;
        foreach (var block in graph.Blocks)
        {
            if (block.ConditionalSuccessor is null || block.BranchValue is not { } test || SettingIn(test, contracts) is not { } setting) continue;
            var place = known.FindIndex(other => SymbolEqualityComparer.Default.Equals(other.Symbol, setting.Symbol) && Equals(other.Text, setting.Text));
            if (place < 0)
            {
                place = known.Count;
                known.Add(setting);
            }

            settings ??= new int[graph.Blocks.Length];
            settings[block.Ordinal] = place + 1;
        }

        return known.Count < 2 ? null : new(settings!);
    }

    /// <summary>The number of the setting that a block tests; 0 if it tests none, or something else, too.</summary>
    public int TestedBy(BasicBlock block) => settings[block.Ordinal];

    private static (ISymbol Symbol, object? Text)? SettingIn(IOperation test, ContractTable contracts)
    {
        (ISymbol, object?)? setting = null;
        foreach (var operation in test.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation or IAwaitOperation or ILocalReferenceOperation or IFlowCaptureReferenceOperation:
                    return null;
                case IFieldReferenceOperation { Field.HasConstantValue: false, Parent: not IMemberReferenceOperation } or IParameterReferenceOperation or IPropertyReferenceOperation
                    when TestedSymbols.IsScalar(operation.Type) || operation.Type is { SpecialType: SpecialType.System_Boolean }:
                    var symbol = TestedSymbols.SymbolOf(operation)!;
                    if (setting is not null || (symbol is IPropertySymbol property && (TellsOfObjects(contracts.Of(property)) || ContractTable.IsCollection(property.ContainingType)))) return null;
                    setting = (symbol, TextComparedWith(operation));
                    break;
            }
        }

        return setting;
    }

    private static bool TellsOfObjects(PropertyContract property) => property.Tests != Kinds.None || property.Facts != 0 || property.FactTest is not null;

    private static string? TextComparedWith(IOperation operation) => operation.Parent switch
    {
        IBinaryOperation compared => (ReferenceEquals(compared.LeftOperand, operation) ? compared.RightOperand : compared.LeftOperand).ConstantValue is { HasValue: true, Value: string text } ? text : null,
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: string text } } } => text,
        _ => null,
    };
}
