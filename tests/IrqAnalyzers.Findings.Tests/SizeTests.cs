using IrqAnalyzers.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>
/// Types and methods of the analyzers stay as small as a reader can hold in mind. What is larger has a reason, which is written here; a reason that is no
/// longer needed is to be removed.
/// </summary>
public sealed class SizeTests
{
    private const int MaximumTypeLines = 500;
    private const int MaximumMethodLines = 60;
    private const int MaximumComplexity = 25;

    /// <summary>What is larger, and why.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["RequirementChecker.Check"] = "one requirement against one object: each test is a way in which it may hold, in the order of its cost",
        ["RequirementChecker.CheckConditional"] = "the same for a requirement of a summary, once the call's conditions are known",
        ["Interpreter.Evaluate"] = "one switch over the kinds of operations, one line for each: the hottest place, where a table of handlers costs more",
        ["Messages.Of"] = "one text for each rule, in the order of the rules",
    };

    private static readonly Lazy<IReadOnlyList<SyntaxNode>> Roots = new(Parse);

    [Fact]
    public void Types_and_methods_are_small_unless_there_is_a_reason()
    {
        var tooLarge = TooLarge().Where(found => !Reasons.ContainsKey(found.Name)).Select(found => found.Text).ToList();
        Assert.True(tooLarge.Count == 0, $"These are too large:\n{string.Join("\n", tooLarge)}");
    }

    [Fact]
    public void Each_reason_is_needed() => Assert.Empty(Reasons.Keys.Except(TooLarge().Select(found => found.Name)));

    [Fact]
    public void A_class_of_the_analysis_is_in_one_file()
    {
        var partial = from type in All<TypeDeclarationSyntax>()
                      where type.Modifiers.Any(SyntaxKind.PartialKeyword) && !Reasons.ContainsKey(type.Identifier.Text)
                      select type.Identifier.Text;
        Assert.Empty(partial.Distinct());
    }

    private static IEnumerable<(string Name, string Text)> TooLarge()
    {
        foreach (var type in All<TypeDeclarationSyntax>().GroupBy(static type => type.Identifier.Text + "`" + type.Arity))
        {
            var (name, lines) = (type.First().Identifier.Text, type.Sum(Lines));
            if (lines > MaximumTypeLines) yield return (name, $"{name}: {lines} lines, at most {MaximumTypeLines}");
        }

        foreach (var method in All<BaseMethodDeclarationSyntax>())
        {
            var name = $"{((TypeDeclarationSyntax)method.Parent!).Identifier.Text}.{NameOf(method)}";
            var (lines, complexity) = (Lines(method), Complexity(method));
            if (lines > MaximumMethodLines) yield return (name, $"{name}: {lines} lines, at most {MaximumMethodLines}");
            if (complexity > MaximumComplexity) yield return (name, $"{name}: cyclomatic complexity {complexity}, at most {MaximumComplexity}");
        }
    }

    private static IEnumerable<TNode> All<TNode>() => Roots.Value.SelectMany(static root => root.DescendantNodes().OfType<TNode>());

    private static string NameOf(BaseMethodDeclarationSyntax method) => method is MethodDeclarationSyntax named ? named.Identifier.Text : method.Kind().ToString();

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan().Span;
        return span.End.Line - span.Start.Line + 1;
    }

    /// <summary>One more than the branches: conditions, cases, loops, handlers, and the parts of "and" and "or".</summary>
    private static int Complexity(SyntaxNode method) => 1 + method.DescendantNodes().Count(static node => node.Kind() is
        SyntaxKind.IfStatement or SyntaxKind.ConditionalExpression or SyntaxKind.CoalesceExpression or SyntaxKind.CoalesceAssignmentExpression
        or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression
        or SyntaxKind.WhileStatement or SyntaxKind.DoStatement or SyntaxKind.ForStatement or SyntaxKind.ForEachStatement
        or SyntaxKind.CaseSwitchLabel or SyntaxKind.CasePatternSwitchLabel or SyntaxKind.SwitchExpressionArm or SyntaxKind.CatchClause);

    private static List<SyntaxNode> Parse()
    {
        var folder = Path.Combine(Checkout.Root, "src/IrqAnalyzers");
        return
        [
            .. from path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
               let relative = Path.GetRelativePath(folder, path).Replace('\\', '/')
               where !relative.StartsWith("obj/", StringComparison.Ordinal) && !relative.StartsWith("bin/", StringComparison.Ordinal)
               select CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Latest), path).GetRoot(),
        ];
    }
}
