using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// Tells whether members can be changed at the same time: the analysis of each looks into what it calls, so none of them may be called by
/// any code of the file. Handlers are like that; only the framework calls them.
/// </summary>
internal static class Independence
{
    /// <summary>Whether no code of the file names any of the members.</summary>
    public static bool Holds(AnalyzedFile file, IReadOnlyList<MemberFindings> members)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (member.Declaration is not MethodDeclarationSyntax method) return false;
            names.Add(method.Identifier.ValueText);
        }

        foreach (var document in file.Documents)
        {
            foreach (var node in document.Root.DescendantNodes())
            {
                // "base.AddDevice" is not the method itself.
                if (node is SimpleNameSyntax name && names.Contains(name.Identifier.ValueText)
                    && name.Parent is not MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax })
                    return false;
            }
        }

        return true;
    }
}
