using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Solver;

/// <summary>
/// Numbers and strings of which some assignments give a constant and others something that is not known, as in <c>x is V v ? v.Index : -1</c>: the
/// constant stands for "none". What is not known is hardly ever that, so that a test of it tells which assignment was made.
/// </summary>
internal sealed class MixedAssignments
{
    private readonly Dictionary<object, (bool Constant, bool Other)> assigned = new(Keys.Default);

    public void Note(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture when TestedSymbols.IsScalar(capture.Value.Type):
                Note(capture.Id, capture.Value);
                break;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment }:
                Note(assignment);
                break;
            case ISimpleAssignmentOperation assignment:
                Note(assignment);
                break;
        }
    }

    /// <summary>Whether a symbol or a capture is assigned so.</summary>
    public bool Contain(object variable) => assigned.TryGetValue(variable, out var known) && known is { Constant: true, Other: true };

    private void Note(ISimpleAssignmentOperation assignment)
    {
        if (assignment.Target is ILocalReferenceOperation { Local: var local } && TestedSymbols.IsScalar(local.Type)) Note(local, assignment.Value);
    }

    private void Note(object variable, IOperation value)
    {
        assigned.TryGetValue(variable, out var known);
        var isConstant = value.ConstantValue.HasValue;
        assigned[variable] = (known.Constant || isConstant, known.Other || !isConstant);
    }

    private sealed class Keys : IEqualityComparer<object>
    {
        public static readonly Keys Default = new();

        public new bool Equals(object? one, object? other) =>
            one is ISymbol symbol && other is ISymbol another ? SymbolEqualityComparer.Default.Equals(symbol, another) : object.Equals(one, other);

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }
}
