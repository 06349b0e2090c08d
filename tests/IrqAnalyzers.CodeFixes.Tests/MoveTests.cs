using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: what is moved, and where to.</summary>
public class MoveTests
{
    [Fact]
    public Task The_dependent_operation_moves_behind_an_awaited_one() => VerifyAsync(
        """
        function.MatchDriver = false;
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        await function.Add();
        function.MatchDriver = true;
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        function.MatchDriver = true;
        """);

    [Fact]
    public Task A_plain_enabling_operation_moves_up() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("""
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            dmar.Register(function);
            """),
        Models.Handler("""
            dmar.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """));

    [Fact]
    public Task A_plain_enabling_operation_moves_up_past_all_that_wait_for_it() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("""
            var domain = {|IRQ1001:dmar.FindMsiDomain(function)|};
            {|IRQ1001:function.AssignMsiDomain(domain)|};
            function.MatchDriver = true;
            dmar.Register(function);
            """),
        Models.Handler("""
            dmar.Register(function);
            var domain = dmar.FindMsiDomain(function);
            function.AssignMsiDomain(domain);
            function.MatchDriver = true;
            """));

    [Fact]
    public Task A_plain_enabling_operation_takes_the_declaration_that_it_needs_along() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("""
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            var unit = dmar;
            unit.Register(function);
            """),
        Models.Handler("""
            var unit = dmar;
            unit.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """));

    [Fact]
    public Task Several_findings_of_a_block_move_together_and_keep_their_order() => VerifyAsync(
        """
        var domain = {|IRQ1001:dmar.FindMsiDomain(function)|};
        {|IRQ1001:function.AssignMsiDomain(domain ?? DefaultMsiDomain)|};
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        var domain = dmar.FindMsiDomain(function);
        function.AssignMsiDomain(domain ?? DefaultMsiDomain);
        function.MatchDriver = true;
        """);

    [Fact]
    public Task What_passes_a_looked_up_domain_on_moves_along() => VerifyAsync(
        """
        var found = {|IRQ1001:dmar.FindMsiDomain(function)|};
        var wanted = found ?? DefaultMsiDomain;
        {|IRQ1001:function.AssignMsiDomain(wanted)|};
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        var found = dmar.FindMsiDomain(function);
        var wanted = found ?? DefaultMsiDomain;
        function.AssignMsiDomain(wanted);
        """);

    [Fact]
    public Task A_declaration_that_does_not_depend_on_what_moves_stays() => VerifyAsync(
        """
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        var held = false;
        function.MatchDriver = held;
        await function.Add();
        """,
        """
        var held = false;
        function.MatchDriver = held;
        await function.Add();
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        """);

    [Fact]
    public Task An_assignment_to_a_local_that_is_read_before_moves_along() => VerifyAsync(
        """
        var domain = DefaultMsiDomain;
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|} ?? domain)|};
        domain = null;
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        var domain = DefaultMsiDomain;
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(dmar.FindMsiDomain(function) ?? domain);
        domain = null;
        """);

    [Fact]
    public Task An_assignment_does_not_move_away_from_its_look_up() => RefusedAsync(
        """
        var domain = {|IRQ1001:dmar.FindMsiDomain(function)|};
        System.Console.WriteLine("looked up");
        {|IRQ1001:function.AssignMsiDomain(domain)|};
        dmar.Register(function);
        """);

    [Fact]
    public Task Moves_for_several_functions_of_a_block_are_one_edit() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("await function.Attach();", Two("""
            {|IRQ1001:one.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(one)|})|};
            one.MatchDriver = false;
            await one.Add();
            {|IRQ1001:two.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(two)|})|};
            two.MatchDriver = false;
            await two.Add();
            """)),
        Models.Host("await function.Attach();", Two("""
            one.MatchDriver = false;
            await one.Add();
            one.AssignMsiDomain(dmar.FindMsiDomain(one));
            two.MatchDriver = false;
            await two.Add();
            two.AssignMsiDomain(dmar.FindMsiDomain(two));
            """)));

    [Fact]
    public Task Operations_of_users_with_the_same_contracts_move_as_well() => VerifyAsync(
        """
        {|IRQ1001:Look(function)|};
        Announce(function);
        """,
        """
        Announce(function);
        Look(function);
        """,
        members: """

        [Requires(Facts.Registered, Subject = "function", Rule = RuleIds.DomainBeforeRegistration)]
        [Footprint(Reads = Slots.Registration)]
        private void Look(PciFunction function) { }

        [Ensures(Facts.Registered, Subject = "function")]
        [Footprint(Writes = Slots.Registration)]
        private void Announce(PciFunction function) { }

        """);

    [Fact]
    public Task The_title_names_both_operations() => TitleAsync(
        """
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        """,
        "Move 'AssignMsiDomain' behind 'Add'");

    [Fact]
    public Task The_title_says_when_the_enabling_operation_moves() => TitleAsync(
        """
        var domain = {|IRQ1001:dmar.FindMsiDomain(function)|};
        {|IRQ1001:function.AssignMsiDomain(domain)|};
        dmar.Register(function);
        """,
        """
        dmar.Register(function);
        var domain = dmar.FindMsiDomain(function);
        function.AssignMsiDomain(domain);
        """,
        "Move 'Register' before 'FindMsiDomain' and 'AssignMsiDomain'");

    private static Task TitleAsync(string before, string after, string title)
    {
        var test = new FixTest<BringUpFix>
        {
            TestCode = Models.PhysicalHost(before),
            FixedCode = Models.PhysicalHost(after),
            CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title),
            CodeActionEquivalenceKey = "IRQ1001",
        };
        test.CodeFixTestBehaviors |= Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Two(string body) =>
        "\nprivate async Flow Bring(PhysicalFunction one, PhysicalFunction two)\n{\n    one = one.Bus.AddFunction(\"00.0\");\n    two = one.Bus.AddFunction(\"01.0\");\n    "
        + body.Replace("\n", "\n    ") + "\n}\n";

    private static Task RefusedAsync(string body) => VerifyAsync(body, body);

    private static Task VerifyAsync(string before, string after, string members, string changedMembers) =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, changedMembers));

    private static Task VerifyAsync(string before, string after, string members = "") =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, members));
}
