using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Rules;

/// <summary>The arguments of a contract attribute that should be facts, and what is wrong with those that are not.</summary>
internal static class FactArguments
{
    /// <summary>Each argument that should be one of facts, with its syntax.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="list">Its arguments.</param>
    /// <param name="from">Position of the first one.</param>
    public static IEnumerable<(TypedConstant Constant, ExpressionSyntax Syntax)> Of(AttributeData attribute, AttributeArgumentListSyntax list, int from)
    {
        var written = list.Arguments.Where(static argument => argument.NameEquals is null).Select(static argument => argument.Expression).ToList();
        var position = from;
        for (var index = from; index < attribute.ConstructorArguments.Length; index++)
        {
            var constant = attribute.ConstructorArguments[index];
            if (constant.Kind != TypedConstantKind.Array)
            {
                if (position < written.Count) yield return (constant, written[position++]);
                continue;
            }

            if (constant.IsNull) continue;
            foreach (var element in constant.Values)
            {
                // An array that is written out has one expression for all.
                if (position < written.Count) yield return (element, written[position]);
                if (position + 1 < written.Count) position++;
            }
        }
    }

    /// <summary>Why an argument is none of facts; <see langword="null"/> if it is one.</summary>
    public static string? WhyNone(TypedConstant constant, ExpressionSyntax syntax, ContractTable contracts)
    {
        if (constant.Kind == TypedConstantKind.Error) return null;
        if (constant.Type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
            return $"'{syntax}' is no fact; expected a member of 'Facts' or of an enum with [ProtocolFacts]";
        if (contracts.Known.IsFacts(type)) return null;
        if (contracts.Facts.FactsOf(type) is not { } facts)
            return $"'{type.Name}' declares no facts; expected a member of 'Facts' or of an enum with [ProtocolFacts]";
        if (!facts.IsFlags && syntax.DescendantNodesAndSelf().Any(static node => node.IsKind(SyntaxKind.BitwiseOrExpression)))
            return $"'{syntax}' joins members of '{type.Name}', which has no [Flags]; expected facts that are listed with commas";
        return facts.Of(constant.Value) is null
            ? $"'{syntax}' is no fact of '{type.Name}'; expected one of {string.Join(", ", facts.All.Select(static fact => $"'{fact.QualifiedName}'"))}"
            : null;
    }
}
