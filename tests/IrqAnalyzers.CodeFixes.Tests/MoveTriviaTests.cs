using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: what happens to comments, blank lines and directives. The kit repeats every test with CRLF.</summary>
[Trait("Suite", "Long")]
public class MoveTriviaTests
{
    [Fact]
    public Task Comments_above_and_behind_travel_with_their_statement() => VerifyAsync(
        """
        // The IOMMU tells the domain.
        // It is per device.
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|}; // decided
        function.MatchDriver = false; // held
        /* announced */
        await function.Add(); /* device_add() */
        // end
        """,
        """
        function.MatchDriver = false; // held
        /* announced */
        await function.Add(); /* device_add() */
        // The IOMMU tells the domain.
        // It is per device.
        function.AssignMsiDomain(dmar.FindMsiDomain(function)); // decided
        // end
        """);

    [Fact]
    public Task Paragraphs_stay_apart() => VerifyAsync(
        """
        // first

        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};

        function.MatchDriver = false;
        await function.Add();

        // last

        function.MatchDriver = true;
        """,
        """
        // first

        function.MatchDriver = false;
        await function.Add();

        function.AssignMsiDomain(dmar.FindMsiDomain(function));

        // last

        function.MatchDriver = true;
        """);

    [Fact]
    public Task Tabs_stay() => VerifyCS.VerifyCodeFixAsync(
        Tabbed(Models.PhysicalHost("{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nfunction.MatchDriver = false;\nawait function.Add();")),
        Tabbed(Models.PhysicalHost("function.MatchDriver = false;\nawait function.Add();\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));")));

    [Fact]
    public Task A_call_over_several_lines_keeps_its_layout() => VerifyAsync(
        """
        {|IRQ1001:function.AssignMsiDomain(
              {|IRQ1001:dmar.FindMsiDomain(function)|}   // looked up
                 ?? DefaultMsiDomain)|};
        function.MatchDriver   =   false;
        await function.Add();
        """,
        """
        function.MatchDriver   =   false;
        await function.Add();
        function.AssignMsiDomain(
              dmar.FindMsiDomain(function)   // looked up
                 ?? DefaultMsiDomain);
        """);

    [Fact]
    public Task Statements_on_one_line_change_places() => VerifyAsync(
        "function.MatchDriver = false; {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|}; await function.Add();",
        "function.MatchDriver = false; await function.Add(); function.AssignMsiDomain(dmar.FindMsiDomain(function));");

    [Fact]
    public Task Statements_on_one_line_with_comments_are_left_alone() => RefusedAsync(
        "function.MatchDriver = false; {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|}; await function.Add(); // all at once");

    [Fact]
    public Task The_last_line_needs_no_end()
    {
        var before = Models.PhysicalHost("{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nfunction.MatchDriver = false;\nawait function.Add();");
        var after = Models.PhysicalHost("function.MatchDriver = false;\nawait function.Add();\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));");
        return VerifyCS.VerifyCodeFixAsync(before.TrimEnd('\n'), after.TrimEnd('\n'));
    }

    [Fact]
    public Task The_byte_order_mark_stays()
    {
        var test = new FixTest<BringUpFix>();
        test.TestState.Sources.Add(("/0/Test0.cs", Marked(Models.PhysicalHost("{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nfunction.MatchDriver = false;\nawait function.Add();"))));
        test.FixedState.Sources.Add(("/0/Test0.cs", Marked(Models.PhysicalHost("function.MatchDriver = false;\nawait function.Add();\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));"))));
        return test.RunAsync(TestContext.Current.CancellationToken);

        static Microsoft.CodeAnalysis.Text.SourceText Marked(string text) =>
            Microsoft.CodeAnalysis.Text.SourceText.From(text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    [Fact]
    public Task A_region_around_all_of_it_stays_where_it_is() => VerifyAsync(
        """
        #region Bring-up
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        function.MatchDriver = false;
        await function.Add();
        #endregion
        """,
        """
        #region Bring-up
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        #endregion
        """);

    [Fact]
    public Task A_condition_inside_the_moved_statement_travels_along() => VerifyAsync(
        """
        {|IRQ1001:function.AssignMsiDomain(
        #if XEN
            null
        #else
            {|IRQ1001:dmar.FindMsiDomain(function)|}
        #endif
            )|};
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(
        #if XEN
            null
        #else
            dmar.FindMsiDomain(function)
        #endif
            );
        """);

    [Fact]
    public Task A_region_inside_the_moved_statement_travels_along() => VerifyAsync(
        """
        if (!function.IsVirtual)
        {
        #region Decide
            // once
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        #endregion
        }
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        if (!function.IsVirtual)
        {
        #region Decide
            // once
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        #endregion
        }
        """);

    [Theory]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    [InlineData("#line 200", "#line default")]
    public Task A_statement_with_other_directives_inside_stays(string begin, string end) => RefusedAsync($$"""
        if (!function.IsVirtual)
        {
        {{begin}}
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        {{end}}
        }
        function.MatchDriver = false;
        await function.Add();
        """);

    [Theory]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    [InlineData("#nullable disable", "#nullable restore")]
    [InlineData("#if !XEN", "#endif")]
    public Task Directives_around_all_of_it_stay_where_they_are(string begin, string end) => VerifyAsync(
        $"{begin}\n// decide\n{{|IRQ1001:function.AssignMsiDomain({{|IRQ1001:dmar.FindMsiDomain(function)|}})|}};\nfunction.MatchDriver = false;\nawait function.Add();\n{end}",
        $"{begin}\nfunction.MatchDriver = false;\nawait function.Add();\n// decide\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));\n{end}");

    [Theory]
    [InlineData("#region Held", "#endregion")]
    [InlineData("#if !XEN", "#endif")]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    [InlineData("#nullable disable", "#nullable restore")]
    public Task No_statement_crosses_a_directive(string begin, string end) => RefusedAsync($$"""
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        {{begin}}
        function.MatchDriver = false;
        {{end}}
        await function.Add();
        """);

    private static string Tabbed(string code) => code.Replace("    ", "\t");

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before), Models.PhysicalHost(after));

    private static Task RefusedAsync(string body) => VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(body), Models.PhysicalHost(body));
}
