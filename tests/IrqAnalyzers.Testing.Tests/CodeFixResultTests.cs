using System.Text;
using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Testing.Tests;

public class CodeFixResultTests
{
    [Fact]
    public Task A_right_fix_passes() => Test<UpperCaseFix>("class [|a|] { }", "class A { }").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_wrong_result_fails_with_a_difference() => Failing.WithAsync(
        () => Test<UpperCaseFix>("class [|a|]\n{\n}\n", "class AA\n{\n}\n").RunAsync(),
        "Context: Fixing one by one",
        "'/0/Test0.cs' has another text than expected",
        "-class AA\n+class A\n {\n }\n");

    [Fact]
    public Task Wrong_line_ends_are_made_visible() => Failing.WithAsync(
        () => Test<UpperCaseFix>("class [|a|]\r\n{ }\n", "class A\n{ }\n").RunAsync(),
        "-class A<LF>\n+class A<CR><LF>\n { }\n");

    [Fact]
    public Task The_right_text_of_a_wrong_tree_fails() => Failing.WithAsync(
        () => Test<WrongTreeFix>("class [|a|] { }", "class A { }").RunAsync(),
        "The fix made a tree of '/0/Test0.cs' that its own text does not parse to",
        "-    IdentifierToken \"A\"\n",
        "+    IdentifierToken \"A\" value \"wrong\"\n");

    [Fact]
    public Task Only_a_full_comparison_sees_wrong_trivia()
    {
        var test = Test<WrongTriviaFix>("class [|a|] { }", "class A  { }");
        test.CodeActionValidationMode = CodeActionValidationMode.Full;
        return Failing.WithAsync(
            async () =>
            {
                await Test<WrongTriviaFix>("class [|a|] { }", "class A  { }").RunAsync();
                await test.RunAsync();
            },
            "trailing WhitespaceTrivia \"  \"",
            "trailing WhitespaceTrivia \" \"");
    }

    [Fact]
    public Task The_tree_need_not_be_compared()
    {
        var test = Test<WrongTreeFix>("class [|a|] { }", "class A { }");
        test.CodeActionValidationMode = CodeActionValidationMode.None;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_compiler_error_that_a_fix_introduces_fails() => Failing.WithAsync(
        () => Test<UpperCaseFix>("class [|a|] { } class A { }", "class A { } class A { }").RunAsync(),
        "Context: Analysis of the fixed state",
        "error CS0101");

    [Fact]
    public Task A_compiler_error_that_a_fix_introduces_can_be_expected() =>
        Test<UpperCaseFix>("class [|a|] { } class A { }", "class A { } class {|CS0101:A|} { }").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_new_diagnostic_in_the_fixed_state_fails() => Failing.WithAsync(
        () => new WithParts<AddFieldFix> { TestCode = "class [|a|] { }", FixedCode = "class A { int x; }" }.RunAsync(),
        "Context: Analysis of the fixed state",
        "T003");

    [Fact]
    public Task A_provider_that_throws_fails_the_test_with_its_exception() => Failing.WithAsync(
        () => Test<ThrowingFix>("class [|a|] { }", "class A { }").RunAsync(),
        "ThrowingFix threw while it registered fixes for '/0/Test0.cs(1,7): warning T001",
        "NotSupportedException: Not today");

    [Fact]
    public Task An_action_that_throws_fails_the_test_with_its_exception() => Failing.WithAsync(
        () => Test<ThrowingActionFix>("class [|a|] { }", "class A { }").RunAsync(),
        "The code action 'Make upper-case' threw",
        "NotSupportedException: Not now");

    [Fact]
    public Task A_fix_for_a_diagnostic_of_the_compilation_end_fails() => Failing.WithAsync(
        () => new CSharpCodeFixTest<CompilationEndAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestCode = "class [|a|] { }",
            FixedCode = "class A { }",
        }.RunAsync(),
        "A code fix is for a non-local diagnostic");

    [Fact]
    public Task A_fix_for_a_diagnostic_of_the_compilation_end_can_be_allowed() =>
        new CSharpCodeFixTest<CompilationEndAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestCode = "class [|a|] { }",
            FixedCode = "class A { }",
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck,
        }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Files_that_are_not_fixed_are_compared_too() => Failing.WithAsync(
        () => new CSharpCodeFixTest<LowerCaseTypeAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestState = { Sources = { "class [|a|] { }", "class B { }" } },
            FixedState = { Sources = { "class A { }", "class C { }" } },
        }.RunAsync(),
        "'/0/Test1.cs' has another text than expected",
        "-class C { }\n+class B { }");

    [Fact]
    public Task A_wrong_number_of_files_fails() => Failing.WithAsync(
        () => new CSharpCodeFixTest<LowerCaseTypeAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestState = { Sources = { "class [|a|] { }" } },
            FixedState = { Sources = { "class A { }", "class B { }" } },
        }.RunAsync(),
        "The project 'TestProject' should have 2 sources but has 1");

    [Fact]
    public Task A_changed_encoding_fails() => Failing.WithAsync(
        () => Test<Utf16Fix>("class [|a|] { }", "class A { }").RunAsync(), "'/0/Test0.cs' is encoded as 'utf-16' instead of 'utf-8'");

    [Fact]
    public Task Additional_projects_are_fixed_and_compared() => new CSharpCodeFixTest<LowerCaseTypeAnalyzer, UpperCaseFix, DefaultVerifier>
    {
        TestState =
        {
            Sources = { "class [|a|] { }" },
            AdditionalProjects = { ["Lib"] = { Sources = { "public class [|b|] { }" } } },
        },
        FixedState =
        {
            Sources = { "class A { }" },
            AdditionalProjects = { ["Lib"] = { Sources = { "public class B { }" } } },
        },
        NumberOfFixAllInDocumentIterations = 2,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Diagnostics_without_a_fix_are_inherited_by_the_fixed_state() => new WithParts<UpperCaseFix>
    {
        TestCode = "class [|a|] { } class {|T003:B|} { int x; }",
        FixedCode = "class A { } class {|T003:B|} { int x; }",
    }.RunAsync(TestContext.Current.CancellationToken);

    private static CSharpCodeFixTest<LowerCaseTypeAnalyzer, T, DefaultVerifier> Test<T>(string code, string fixedCode)
        where T : CodeFixProvider, new() =>
        new() { TestCode = code, FixedCode = fixedCode };

    private sealed class WithParts<T> : CSharpCodeFixTest<LowerCaseTypeAnalyzer, T, DefaultVerifier>
        where T : CodeFixProvider, new()
    {
        protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => [new LowerCaseTypeAnalyzer(), new TypePartsAnalyzer()];
    }

    public sealed class WrongTreeFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) => SyntaxFactory.Identifier(
            name.LeadingTrivia, SyntaxKind.IdentifierToken, Upper(name.Text), "wrong", name.TrailingTrivia);
    }

    public sealed class WrongTriviaFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) =>
            base.Fix(name).WithTrailingTrivia(SyntaxFactory.Space, SyntaxFactory.Space);
    }

    public sealed class AddFieldFix : UpperCaseFix
    {
        protected override SyntaxNode FixRoot(SyntaxNode root, SyntaxToken name) =>
            SyntaxFactory.ParseCompilationUnit("class A { int x; }");
    }

    public sealed class ThrowingFix : UpperCaseFix
    {
        public override Task RegisterCodeFixesAsync(CodeFixContext context) => throw new NotSupportedException("Not today");
    }

    public sealed class ThrowingActionFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) => throw new NotSupportedException("Not now");
    }

    public sealed class Utf16Fix : UpperCaseFix
    {
        protected override async Task<Document> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
        {
            var text = await (await base.FixAsync(document, diagnostic, cancellationToken)).GetTextAsync(cancellationToken);
            return document.WithText(SourceText.From(text.ToString(), Encoding.Unicode, text.ChecksumAlgorithm));
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class CompilationEndAnalyzer : LowerCaseTypeAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(end =>
            {
                foreach (var tree in end.Compilation.SyntaxTrees)
                {
                    var types = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>();
                    foreach (var type in types.Where(type => char.IsLower(type.Identifier.Text[0])))
                        end.ReportDiagnostic(Diagnostic.Create(Rule, type.Identifier.GetLocation(), type.Identifier.Text));
                }
            });
        }
    }
}
