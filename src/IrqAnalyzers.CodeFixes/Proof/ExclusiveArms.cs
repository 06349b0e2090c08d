using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// Tells whether one run of a member comes to one of two places at most: they are in sections of one <see langword="switch"/>, or in the two
/// branches of one <see langword="if"/>. What is planned for one of them then does not look at the other.
/// </summary>
internal static class ExclusiveArms
{
    /// <summary>Whether no run of the member comes to both places.</summary>
    public static bool Hold(SyntaxNode member, TextSpan first, TextSpan second)
    {
        var branch = member.FindNode(TextSpan.FromBounds(Math.Min(first.Start, second.Start), Math.Max(first.End, second.End)));
        return AreArms(branch, first, second) && RunsOnce(branch, member);
    }

    private static bool AreArms(SyntaxNode branch, TextSpan first, TextSpan second) => branch switch
    {
        SwitchStatementSyntax choice => SectionOf(choice, first) is { } one && SectionOf(choice, second) is { } other && one != other,
        IfStatementSyntax { Else: { } otherwise } choice =>
            (choice.Statement.FullSpan.Contains(first) && otherwise.FullSpan.Contains(second))
            || (choice.Statement.FullSpan.Contains(second) && otherwise.FullSpan.Contains(first)),
        _ => false,
    };

    private static SwitchSectionSyntax? SectionOf(SwitchStatementSyntax choice, TextSpan place)
    {
        foreach (var section in choice.Sections)
        {
            if (section.FullSpan.Contains(place)) return section;
        }

        return null;
    }

    // A second round, a jump or a second call could come from one arm to the other.
    private static bool RunsOnce(SyntaxNode branch, SyntaxNode member)
    {
        for (var node = branch; node is not null && node != member; node = node.Parent)
        {
            if (node is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax) return false;
            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return false;
        }

        foreach (var node in member.DescendantNodes())
        {
            if (node is GotoStatementSyntax) return false;
        }

        return true;
    }
}
