using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Rules;

/// <summary>The names that stand in the members of a project's types. They tell what a type may use, without asking what each name means.</summary>
internal sealed class MemberNames(ProgramFacts program)
{
    private static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<TextSpan, List<KeyValuePair<string, HashSet<string>>>>> NamesOfTrees = new();

    // Stands for a call of the method that is overridden; no identifier.
    private const string CallsBase = "base.";

    /// <summary>Whether a name stands in some member of a type.</summary>
    public bool Mention(INamedTypeSymbol type, string name, CancellationToken cancellation)
    {
        foreach (var names in Of(type, cancellation))
        {
            if (names.Contains(name)) return true;
        }

        return false;
    }

    /// <summary>Whether one of several names stands in some member of a type.</summary>
    public bool MentionAny(INamedTypeSymbol type, HashSet<string> wanted, CancellationToken cancellation)
    {
        foreach (var names in Of(type, cancellation))
        {
            if (names.Overlaps(wanted)) return true;
        }

        return false;
    }

    /// <summary>What stands in each member of a type and of its base classes, but for methods that are overridden without being called.</summary>
    public IEnumerable<HashSet<string>> Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var overridden = new HashSet<string>(StringComparer.Ordinal);
        for (var current = type; current is not null && program.IsOwn(current); current = current.BaseType)
        {
            var members = new List<KeyValuePair<string, HashSet<string>>>();
            foreach (var reference in current.DeclaringSyntaxReferences) members.AddRange(OfDeclaration(reference, cancellation));
            foreach (var member in members)
            {
                if (member.Key.Length == 0 || !overridden.Contains(member.Key)) yield return member.Value;
            }

            foreach (var member in members)
            {
                if (member.Key.Length > 0 && !member.Value.Contains(CallsBase)) overridden.Add(member.Key);
            }
        }
    }

    /// <summary>The members of one declaration and what stands in each; the name of a member is empty if it is no method.</summary>
    public static List<KeyValuePair<string, HashSet<string>>> OfDeclaration(SyntaxReference reference, CancellationToken cancellation)
    {
        var known = NamesOfTrees.GetValue(reference.SyntaxTree, static _ => new());
        return known.TryGetValue(reference.Span, out var names) ? names : known.GetOrAdd(reference.Span, FindNames(reference.GetSyntax(cancellation)));
    }

    // By method; nested types speak for themselves.
    private static List<KeyValuePair<string, HashSet<string>>> FindNames(SyntaxNode declaration)
    {
        var members = new List<KeyValuePair<string, HashSet<string>>>();
        foreach (var member in declaration.ChildNodes())
        {
            if (member is TypeDeclarationSyntax) continue;
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var node in member.DescendantNodesAndSelf())
            {
                if (node is SimpleNameSyntax name) names.Add(name.Identifier.ValueText);
                else if (node is BaseExpressionSyntax) names.Add(CallsBase);
            }

            members.Add(new((member as MethodDeclarationSyntax)?.Identifier.ValueText ?? string.Empty, names));
        }

        return members;
    }
}
