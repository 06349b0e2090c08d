using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// An expression that names the same object as long as its root is not assigned: a local, a parameter, <c>this</c> or something static,
/// and from there only members that never change.
/// </summary>
internal sealed class SubjectPath : IEquatable<SubjectPath>
{
    private readonly SubjectPath? owner;

    private SubjectPath(SubjectPath? owner, ISymbol? symbol)
    {
        this.owner = owner;
        Symbol = symbol;
    }

    /// <summary>The local or parameter that the path starts from; <see langword="null"/> if from <c>this</c> or something static.</summary>
    public ISymbol? Root
    {
        get
        {
            var path = this;
            while (path.owner is not null) path = path.owner;
            return path.Symbol is ILocalSymbol or IParameterSymbol ? path.Symbol : null;
        }
    }

    private ISymbol? Symbol { get; }

    public static SubjectPath? Of(IOperation? operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Of(conversion.Operand),
        IParenthesizedOperation parenthesized => Of(parenthesized.Operand),
        ILocalReferenceOperation { Local.IsRef: false } local => OtherNameOf(local) is { } value ? Of(value) : new(null, local.Local),
        IParameterReferenceOperation { Parameter.RefKind: RefKind.None } parameter => new(null, parameter.Parameter),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => new(null, null),
        IFieldReferenceOperation field when Stability.IsStable(field.Field) => Member(field.Instance, field.Field),
        IPropertyReferenceOperation property when Stability.IsStable(property.Property) => Member(property.Instance, property.Property),
        IConditionalAccessInstanceOperation instance => Of(Accessed(instance)),
        _ => null,
    };

    /// <summary>The path of a parameter.</summary>
    public static SubjectPath OfParameter(IParameterSymbol parameter) => new(null, parameter);

    public bool Equals(SubjectPath? other) =>
        other is not null && SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol)
        && (owner is null ? other.owner is null : owner.Equals(other.owner));

    public override bool Equals(object? obj) => Equals(obj as SubjectPath);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Symbol);

    private static SubjectPath? Member(IOperation? instance, ISymbol member)
    {
        if (instance is null) return new(null, member);
        return Of(instance) is { } owner ? new(owner, member) : null;
    }

    // In `a is PhysicalFunction b` what b names is what a names, as long as neither is assigned.
    private static IOperation? OtherNameOf(ILocalReferenceOperation reference)
    {
        var local = reference.Local;
        if (local.DeclaringSyntaxReferences.Length != 1 || reference.SemanticModel is not { } model) return null;
        if (local.DeclaringSyntaxReferences[0].GetSyntax() is not SingleVariableDesignationSyntax { Parent: PatternSyntax pattern }) return null;
        while (pattern.Parent is ParenthesizedPatternSyntax or UnaryPatternSyntax) pattern = (PatternSyntax)pattern.Parent;
        if (pattern.Parent is not IsPatternExpressionSyntax { Expression: IdentifierNameSyntax named } || model.SyntaxTree != pattern.SyntaxTree) return null;
        var member = pattern.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? pattern.SyntaxTree.GetRoot();
        if (Stability.IsAssignedIn(member, local.Name) || Stability.IsAssignedIn(member, named.Identifier.ValueText)) return null;
        var value = model.GetOperation(named);
        return value is ILocalReferenceOperation or IParameterReferenceOperation ? value : null;
    }

    // In `a?.B()` the receiver of B stands for a.
    private static IOperation? Accessed(IOperation instance)
    {
        for (IOperation? current = instance; current is not null; current = current.Parent)
        {
            if (current.Parent is IConditionalAccessOperation access && access.WhenNotNull == current) return access.Operation;
        }

        return null;
    }
}
