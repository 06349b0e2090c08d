using System.Collections.Concurrent;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Flags that are properties and do nothing but to read another member, or to hold it against a constant: what they say is what that member holds.
/// </summary>
internal sealed class Forwarding
{
    private const int MaximumSteps = 4;

    private readonly Compilation compilation;
    private readonly ConcurrentDictionary<IPropertySymbol, Forwarded?> known = new(SymbolEqualityComparer.Default);

    public Forwarding(Compilation compilation) => this.compilation = compilation;

    /// <summary>The static member, or the member of the same object, that a property reads; <see langword="null"/> if it does more.</summary>
    public Forwarded? Of(IPropertySymbol property, CancellationToken cancellation)
    {
        property = property.OriginalDefinition;
        return known.TryGetValue(property, out var forwarded) ? forwarded : known.GetOrAdd(property, Find(property, MaximumSteps, cancellation));
    }

    private Forwarded? Find(IPropertySymbol property, int steps, CancellationToken cancellation)
    {
        if (steps == 0 || property.IsIndexer || property.IsVirtual || property.IsAbstract || property.IsOverride || property.DeclaringSyntaxReferences.Length != 1) return null;
        if (property.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not PropertyDeclarationSyntax declaration || ExpressionOf(declaration) is not { } expression) return null;
        if (!compilation.ContainsSyntaxTree(expression.SyntaxTree)) return null;
        var isNegated = false;
        while (expression is ParenthesizedExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression })
        {
            isNegated ^= expression is PrefixUnaryExpressionSyntax;
            expression = expression is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : ((PrefixUnaryExpressionSyntax)expression).Operand;
        }

        var asked = Compared(ref expression, ref isNegated);
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression })) return null;
#pragma warning disable RS1030 // The property may be in another file.
        var model = compilation.GetSemanticModel(expression.SyntaxTree);
#pragma warning restore RS1030
        Value? constant = null;
        if (asked is not null)
        {
            if (model.GetConstantValue(asked, cancellation) is not { HasValue: true } known) return null;
            constant = Value.OfConstant(known.Value);
        }

        var read = model.GetSymbolInfo(expression, cancellation).Symbol;
        if (read is not (IFieldSymbol { IsConst: false, RefKind: RefKind.None } or IPropertySymbol)) return null;
        var isOfSame = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };
        if (!read.IsStatic && (property.IsStatic || !isOfSame)) return null;
        if (read is not IPropertySymbol inner || IsStored(inner)) return new(read, isNegated, constant);
        if (constant is not null) return null;
        return Find(inner.OriginalDefinition, steps - 1, cancellation) is { } further ? new(further.Member, isNegated ^ further.IsNegated, further.Constant) : null;
    }

    // What a member is compared with; the expression becomes the member.
    private static ExpressionSyntax? Compared(ref ExpressionSyntax expression, ref bool isNegated)
    {
        switch (expression)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } binary:
                isNegated ^= binary.IsKind(SyntaxKind.NotEqualsExpression);
                expression = binary.Left;
                return binary.Right;
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax constant } test:
                expression = test.Expression;
                return constant.Expression;
            case IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax constant } } test:
                isNegated = !isNegated;
                expression = test.Expression;
                return constant.Expression;
            default:
                return null;
        }
    }

    private static ExpressionSyntax? ExpressionOf(PropertyDeclarationSyntax declaration)
    {
        if (declaration.ExpressionBody is { } arrow) return arrow.Expression;
        if (declaration.AccessorList is not { Accessors: { Count: 1 } accessors } || !accessors[0].IsKind(SyntaxKind.GetAccessorDeclaration)) return null;
        if (accessors[0].ExpressionBody is { } ofGetter) return ofGetter.Expression;
        return accessors[0].Body is { Statements: { Count: 1 } statements } && statements[0] is ReturnStatementSyntax returned ? returned.Expression : null;
    }

    private static bool IsStored(IPropertySymbol property) =>
        !property.IsIndexer && !property.IsVirtual && !property.IsAbstract && !property.IsOverride && ProgramFacts.HasField(property);
}

/// <summary>What a property reads.</summary>
internal sealed class Forwarded
{
    public Forwarded(ISymbol member, bool isNegated, Value? constant)
    {
        Member = member;
        IsNegated = isNegated;
        Constant = constant;
    }

    public ISymbol Member { get; }

    /// <summary>Whether it says the opposite.</summary>
    public bool IsNegated { get; }

    /// <summary>What the member is compared with; <see langword="null"/> if it is the flag itself.</summary>
    public Value? Constant { get; }
}
