using IrqAnalyzers.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: Fix All. The kit compares it with fixing one by one, in the document, the project and the solution.</summary>
public class MoveFixAllTests
{
    private const string Wrong = "{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nfunction.MatchDriver = false;\nawait function.Add();\nfunction.MatchDriver = true;";
    private const string Right = "function.MatchDriver = false;\nawait function.Add();\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));\nfunction.MatchDriver = true;";
    private const string Unfixable = "{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nSystem.Console.WriteLine();\nfunction.MatchDriver = false;\nawait function.Add();";

    [Fact]
    public Task Three_moves_in_one_block_are_all_made() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("await function.Attach();", Three(
            """
            {|IRQ1001:one.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(one)|})|};
            dmar.Register(one);
            {|IRQ1001:two.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(two)|})|};
            dmar.Register(two);
            {|IRQ1001:three.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(three)|})|};
            dmar.Register(three);
            """)),
        Models.Host("await function.Attach();", Three(
            """
            dmar.Register(one);
            one.AssignMsiDomain(dmar.FindMsiDomain(one));
            dmar.Register(two);
            two.AssignMsiDomain(dmar.FindMsiDomain(two));
            dmar.Register(three);
            three.AssignMsiDomain(dmar.FindMsiDomain(three));
            """)));

    [Fact]
    public Task What_cannot_be_moved_does_not_keep_the_rest_from_moving() => VerifyAsync(
        Models.Host("await function.Attach();", Three(
            """
            {|IRQ1001:one.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(one)|})|};
            System.Console.WriteLine();
            dmar.Register(one);
            {|IRQ1001:two.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(two)|})|};
            dmar.Register(two);
            {|IRQ1001:three.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(three)|})|};
            dmar.Register(three);
            """)),
        Models.Host("await function.Attach();", Three(
            """
            {|IRQ1001:one.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(one)|})|};
            System.Console.WriteLine();
            dmar.Register(one);
            dmar.Register(two);
            two.AssignMsiDomain(dmar.FindMsiDomain(two));
            dmar.Register(three);
            three.AssignMsiDomain(dmar.FindMsiDomain(three));
            """)),
        iterations: 2);

    [Fact]
    public Task A_second_finding_that_waits_for_the_same_operation_moves_alone_if_the_first_cannot() => VerifyAsync(
        Models.PhysicalHost(
            """
            {|IRQ1001:dmar.FindMsiDomain(function)|};
            System.Console.WriteLine();
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            function.MatchDriver = false;
            await function.Add();
            """),
        Models.PhysicalHost(
            """
            {|IRQ1001:dmar.FindMsiDomain(function)|};
            System.Console.WriteLine();
            function.MatchDriver = false;
            await function.Add();
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """),
        iterations: 1);

    [Fact]
    public Task Several_types_of_a_document_are_fixed_in_one_pass() => VerifyAsync(
        Models.PhysicalHost(Wrong) + Class("A", Wrong) + Class("B", Unfixable),
        Models.PhysicalHost(Right) + Class("A", Right) + Class("B", Unfixable),
        iterations: 2);

    [Fact]
    public Task All_documents_of_a_project_are_fixed()
    {
        var test = new FixTest<BringUpFix>
        {
            TestState = { Sources = { Models.PhysicalHost(Wrong, name: "A"), Models.PhysicalHost(Right, name: "B"), Models.PhysicalHost(Wrong, name: "C") } },
            FixedState = { Sources = { Models.PhysicalHost(Right, name: "A"), Models.PhysicalHost(Right, name: "B"), Models.PhysicalHost(Right, name: "C") } },
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task All_projects_of_a_solution_are_fixed()
    {
        var test = new FixTest<BringUpFix>
        {
            TestState = { Sources = { Models.PhysicalHost(Wrong, name: "A") } },
            FixedState = { Sources = { Models.PhysicalHost(Right, name: "A") } },
        };
        Add(test.TestState, Wrong);
        Add(test.FixedState, Right);
        return test.RunAsync(TestContext.Current.CancellationToken);

        static void Add(SolutionState state, string body)
        {
            var project = state.AdditionalProjects["Other"];
            // The library disables rules in the first project only, so this one lets drivers in again.
            project.Sources.Add(Models.PhysicalHost(body + "\n        function.MatchDriver = true;", name: "B"));
            project.AdditionalReferences.Add(Models.Dsl);
        }
    }

    [Fact]
    public void All_three_scopes_are_supported()
    {
        var scopes = new BringUpFix().GetFixAllProvider().GetSupportedFixAllScopes();

        Assert.Superset(
            new HashSet<Microsoft.CodeAnalysis.CodeFixes.FixAllScope>
            {
                Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document,
                Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Project,
                Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Solution,
            },
            scopes.ToHashSet());
    }

    private static Task VerifyAsync(string before, string after, int iterations)
    {
        var test = new FixTest<BringUpFix>
        {
            TestCode = before,
            FixedState = { Sources = { after }, MarkupHandling = MarkupMode.Allow },
            NumberOfIncrementalIterations = iterations,
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Class(string name, string body) => Models.PhysicalHost(body, name: name)[Models.Usings.Length..];

    private static string Three(string body) => $$"""

        private void Bring(PhysicalFunction one, PhysicalFunction two, PhysicalFunction three)
        {
            one = one.Bus.AddFunction("00.0");
            two = one.Bus.AddFunction("01.0");
            three = one.Bus.AddFunction("02.0");
            {{body.Replace("\n", "\n    ")}}
        }

        """;
}
