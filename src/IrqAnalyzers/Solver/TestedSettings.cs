using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Solver;

/// <summary>
/// Which setting each block of a body tests: a flag or a number that the body did not make or ask a method for, so a member or a parameter. Whether a text
/// is one constant, and whether it is another, are two settings. How much a collection holds by now is none. What is given back is a test of the caller's.
/// </summary>
internal sealed class TestedSettings
{
    // What is in a local may be in another before.
    private const int MaximumSteps = 3;

    private readonly int[] settings;

    private TestedSettings(int[] settings) => this.settings = settings;

    /// <summary>The settings of a body; <see langword="null"/> if it does not test two.</summary>
    public static TestedSettings? Of(ControlFlowGraph graph, ContractTable contracts)
    {
        var known = new List<(ISymbol Symbol, object? Text)>();
        int[]? settings = null;
        Dictionary<object, IOperation?>? kept = null;
        foreach (var block in graph.Blocks)
        {
            if (block.BranchValue is not { } test || !(block.ConditionalSuccessor is not null || test.Type is { SpecialType: SpecialType.System_Boolean })) continue;
            if (SettingIn(Kept(test, graph, ref kept), contracts) is not { } setting) continue;

            // What a caller hands in the caller knows.
            if (block.ConditionalSuccessor is null && setting.Symbol is IParameterSymbol) continue;
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

    // What a local or a capture that is tested holds, but for constants: of "one && other" the other.
    private static IOperation Kept(IOperation test, ControlFlowGraph graph, ref Dictionary<object, IOperation?>? kept)
    {
        for (var steps = 0; steps < MaximumSteps; steps++)
        {
            while (test is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not) test = not.Operand;
            if (KeyOf(test) is not { } key) return test;
            kept ??= FindKept(graph);
            if (!kept.TryGetValue(key, out var value) || value is null) return test;
            test = value;
        }

        return test;
    }

    private static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean, Local: var local } => local,
        IFlowCaptureReferenceOperation { Id: var id } => id,
        _ => null,
    };

    private static Dictionary<object, IOperation?> FindKept(ControlFlowGraph graph)
    {
        var kept = new Dictionary<object, IOperation?>(MixedAssignments.Keys.Default);
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                var (key, value) = operation switch
                {
                    IFlowCaptureOperation capture => ((object)capture.Id, capture.Value),
                    ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment => (local, assignment.Value),
                    IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment } => (local, assignment.Value),
                    _ => (null, null),
                };
                if (key is null || value!.ConstantValue.HasValue) continue;
                kept[key] = kept.ContainsKey(key) ? null : value;
            }
        }

        return kept;
    }

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
