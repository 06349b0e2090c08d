using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>What is found in one member of a file.</summary>
internal sealed class MemberFindings
{
    private MemberFindings(string name, SyntaxNode declaration)
    {
        Name = name;
        Declaration = declaration;
    }

    /// <summary>The member, as <see cref="FindingIdentity"/> calls it.</summary>
    public string Name { get; }

    /// <summary>The declaration of the member; the root of the file for what is outside members.</summary>
    public SyntaxNode Declaration { get; }

    public TextSpan Span => Declaration.FullSpan;

    /// <summary>The findings in the order of the source, each with the document that it was found in.</summary>
    public List<(AnalyzedDocument Document, Diagnostic Finding)> Findings { get; } = new();

    /// <summary>The members with findings of a rule, in the order of their first.</summary>
    public static IReadOnlyList<MemberFindings> Of(AnalyzedFile file, string rule, CancellationToken cancellation)
    {
        var found = file.Documents
            .SelectMany(document => document.Findings.Where(finding => finding.Id == rule).Select(finding => (Document: document, Finding: finding)))
            .OrderBy(static one => one.Finding.Location.SourceSpan.Start);
        var members = new List<MemberFindings>();
        foreach (var one in found)
        {
            var name = FindingIdentity.Of(one.Finding, one.Document.Model, cancellation).Member;
            var member = members.Find(other => other.Name == name);
            if (member is null)
            {
                var node = one.Document.Root.FindNode(one.Finding.Location.SourceSpan);
                var declaration = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax);
                members.Add(member = new(name, declaration ?? one.Document.Root));
            }

            member.Findings.Add(one);
        }

        return members;
    }
}
