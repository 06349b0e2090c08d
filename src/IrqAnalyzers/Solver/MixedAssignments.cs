using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Solver;

/// <summary>
/// Variables whose value tells which of several assignments was made, though it is not known itself. Of numbers and strings some assignments give a
/// constant and others do not, as in <c>x is V v ? v.Index : -1</c>: the constant stands for "none", and what is not known is hardly ever that. Of other
/// values, such as times and fractions, no constants are followed: any two assignments will do.
/// </summary>
internal sealed class MixedAssignments
{
    private readonly Dictionary<object, (bool Constant, bool Other, bool Several)> assigned = new(Keys.Default);

    public void Note(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                Note(capture.Id, capture.Value);
                break;
            case IExpressionStatementOperation statement:
                Note(statement.Operation);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment:
                Note(local, assignment.Value);
                break;
            case ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Instance: ILocalReferenceOperation { Type.IsValueType: true, Local: var local } } changed }:
                Note(local, changed.Instance);
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } compound when !TestedSymbols.IsScalar(local.Type):
                Note(local, compound);
                break;
            case IInvocationOperation invocation:
                NoteReferred(invocation);
                break;
        }
    }

    /// <summary>Whether a symbol or a capture is assigned so.</summary>
    public bool Contain(object variable) => assigned.TryGetValue(variable, out var known) && (known is { Constant: true, Other: true } || known.Several);

    // A callee that gets a variable by reference may assign it.
    private void NoteReferred(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument is { Parameter.RefKind: RefKind.Ref, Value: ILocalReferenceOperation { Local: var local } reference }) Note(local, reference);
        }
    }

    private void Note(object variable, IOperation value)
    {
        // Flags are followed, or as likely one as the other.
        if (value.Type is not { } type || IsFlag(type)) return;
        var isOther = assigned.TryGetValue(variable, out var known);
        var isConstant = value.ConstantValue.HasValue;
        assigned[variable] = (known.Constant || isConstant, known.Other || !isConstant, isOther && !TestedSymbols.IsScalar(type));
    }

    private static bool IsFlag(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean
        || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } arguments } && arguments[0].SpecialType == SpecialType.System_Boolean;

    /// <summary>Compares symbols as symbols.</summary>
    internal sealed class Keys : IEqualityComparer<object>
    {
        public static readonly Keys Default = new();

        public new bool Equals(object? one, object? other) =>
            one is ISymbol symbol && other is ISymbol another ? SymbolEqualityComparer.Default.Equals(symbol, another) : object.Equals(one, other);

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }
}
