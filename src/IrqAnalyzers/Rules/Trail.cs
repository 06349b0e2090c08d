using System.Collections.Immutable;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Rules;

/// <summary>
/// The places in a body that explain a finding: the test that tells the class of functions it concerns, and the call that establishes or takes
/// back what it is about, for the same expression. Looked for only when something is reported; it decides nothing.
/// </summary>
internal static class Trail
{
    /// <summary>At most a test, what took the fact back or put it there, and what establishes it later, in this order.</summary>
    public static ImmutableArray<Location> Of(Finding finding, IOperation body, ContractTable contracts)
    {
        var requirement = finding.Requirement;
        if (requirement.Kind is RequirementKind.Argument) return ImmutableArray<Location>.Empty;
        var at = finding.Location.SourceSpan;
        var isAtTheEnd = finding.Leaves && IsBeforeBody(at, body);
        SyntaxNode? test = null;
        SyntaxNode? before = null;
        SyntaxNode? after = null;
        foreach (var operation in body.Descendants())
        {
            if (operation.Syntax.SyntaxTree != finding.Location.SourceTree || operation.Syntax.Span == at) continue;
            var isBefore = isAtTheEnd || operation.Syntax.SpanStart < at.Start;
            if (isBefore && !finding.ClassIsStatic && finding.Class is Kinds.Virtual or Kinds.Physical && TestsKind(operation, finding.Subject, contracts))
                test = operation.Syntax;
            var (ensured, revoked) = Changes(operation, finding.Subject, contracts);
            if (requirement.Kind == RequirementKind.AnyOf)
            {
                if (isBefore && (revoked & requirement.Facts) != 0) before = operation.Syntax;
                if (!isBefore && (ensured & requirement.Facts) != 0) after ??= operation.Syntax;
            }
            else if (requirement.Kind == RequirementKind.Absent && isBefore && (ensured & requirement.Facts) != 0)
            {
                before = operation.Syntax;
            }
        }

        var places = ImmutableArray.CreateBuilder<Location>(3);
        if (test is not null) places.Add(test.GetLocation());
        if (before is not null) places.Add(before.GetLocation());
        if (after is not null) places.Add(after.GetLocation());
        return places.ToImmutable();
    }

    // A handler that falls off its end is underlined at its name.
    private static bool IsBeforeBody(TextSpan at, IOperation body)
    {
        foreach (var child in body.ChildOperations) return at.End <= child.Syntax.SpanStart;
        return false;
    }

    private static bool TestsKind(IOperation operation, string subject, ContractTable contracts) => operation switch
    {
        IPropertyReferenceOperation property => contracts.Of(property.Property).Tests != Kinds.None && Is(property.Instance, subject),
        IIsTypeOperation test => contracts.KindsOf(test.TypeOperand) != Kinds.Any && Is(test.ValueOperand, subject),
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { MatchedType: { } type } } test =>
            contracts.KindsOf(type) != Kinds.Any && Is(test.Value, subject),
        IIsPatternOperation { Pattern: ITypePatternOperation { MatchedType: { } type } } test =>
            contracts.KindsOf(type) != Kinds.Any && Is(test.Value, subject),
        IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: ITypePatternOperation { MatchedType: { } type } } } test =>
            contracts.KindsOf(type) != Kinds.Any && Is(test.Value, subject),
        _ => false,
    };

    /// <summary>The facts of a subject that an operation establishes, perhaps, and takes back.</summary>
    private static (FactMask Ensured, FactMask Revoked) Changes(IOperation operation, string subject, ContractTable contracts)
    {
        var ensured = FactMask.None;
        var revoked = FactMask.None;
        switch (operation)
        {
            case IInvocationOperation call:
                foreach (var effect in contracts.Of(call.TargetMethod).Effects)
                {
                    if (effect.IsWidespread || !Is(SubjectOf(call, effect.Subject), subject)) continue;
                    if (effect.Kind == EffectKind.Revoke) revoked |= effect.Facts;
                    else ensured |= effect.Facts;
                }

                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, Value.ConstantValue: { HasValue: true, Value: bool value } }
                when contracts.Of(target.Property) is { HasFacts: true } contract && Is(target.Instance, subject):
                if (value == contract.FactsWhile) ensured = contract.Facts;
                else revoked = contract.Facts;
                break;
        }

        return (ensured, revoked);
    }

    private static IOperation? SubjectOf(IInvocationOperation call, int subject)
    {
        if (subject < 0) return call.Instance;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == subject) return argument.Value;
        }

        return null;
    }

    // The text that the message has; casts around it do not change whom it names.
    private static bool Is(IOperation? operand, string subject)
    {
        while (operand is IConversionOperation conversion) operand = conversion.Operand;
        if (operand is null) return false;
        return operand is { IsImplicit: true, Kind: OperationKind.InstanceReference } ? subject == "this" : operand.Syntax.ToString() == subject;
    }
}
