using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Properties that name a function of a machine by its address, as <c>Nic => (PhysicalFunction)Machine[Bdf.Parse("00:02.0")]</c>: they give the same function
/// whenever they are asked.
/// </summary>
internal static class NamedFunctions
{
    private const string Machine = "Machine";

    /// <summary>Whether a property is nothing but such a look-up, as far as its text tells.</summary>
    public static bool Contain(IPropertySymbol property)
    {
        if (property is not { SetMethod: null, IsVirtual: false, IsAbstract: false, IsOverride: false, DeclaringSyntaxReferences.Length: 1 }) return false;
        if (property.DeclaringSyntaxReferences[0].GetSyntax() is not PropertyDeclarationSyntax { ExpressionBody.Expression: var expression }) return false;
        while (true)
        {
            switch (expression)
            {
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case ElementAccessExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } look:
                    return IsMachine(look.Expression) && IsConstant(arguments[0].Expression);
                default:
                    return false;
            }
        }
    }

    private static bool IsMachine(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => string.Equals(name.Identifier.ValueText, Machine, StringComparison.OrdinalIgnoreCase),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: Machine, Expression: ThisExpressionSyntax or IdentifierNameSyntax } => true,
        _ => false,
    };

    // An address: a name of one, or what is made of literals.
    private static bool IsConstant(ExpressionSyntax address) => address switch
    {
        IdentifierNameSyntax => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } => true,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, ArgumentList.Arguments: var arguments } => AreLiterals(arguments),
        BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments } => AreLiterals(arguments),
        _ => false,
    };

    private static bool AreLiterals(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Expression is not LiteralExpressionSyntax) return false;
        }

        return true;
    }
}
