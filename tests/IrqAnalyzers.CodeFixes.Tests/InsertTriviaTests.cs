using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ2001: comments, and the layout of the file. The kit repeats every test with CRLF.</summary>
[Trait("Suite", "Long")]
public class InsertTriviaTests
{
    [Fact]
    public Task The_comment_behind_a_return_stays_with_it() => VerifyAsync(
        """
        if (function.IsVirtual) {|IRQ2001:return;|} // not in any scope
        dmar.Register(function);
        """,
        """
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();
            return; // not in any scope
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task The_comments_before_a_return_stay_before_it() => VerifyAsync(
        """
        if (function.IsVirtual) // a VF
            // is not in any scope
            {|IRQ2001:return;|}

        dmar.Register(function);
        """,
        """
        if (function.IsVirtual) // a VF
        {
            function.InheritMsiDomain();
            // is not in any scope
            return;
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task Blank_lines_before_a_return_stay_before_the_call() => VerifyAsync(
        """
        if (function.IsVirtual)
        {
            function.MatchDriver = true;

            // done
            {|IRQ2001:return;|}
        }

        dmar.Register(function);
        """,
        """
        if (function.IsVirtual)
        {
            function.MatchDriver = true;

            function.InheritMsiDomain();
            // done
            return;
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task Braces_are_where_the_file_has_them() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function) {
                if (function.IsVirtual) {|IRQ2001:return;|}
                dmar.Register(function);
            }
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function) {
                if (function.IsVirtual) {
                    function.InheritMsiDomain();
                    return;
                }

                dmar.Register(function);
            }
            """));

    [Fact]
    public Task Blank_lines_behind_blocks_are_left_out_where_the_file_leaves_them_out() => VerifyAsync(
        """
        if (function.MsixTableSize == 0)
        {
            function.MatchDriver = true;
        }
        if (function.IsVirtual) {|IRQ2001:return;|}
        dmar.Register(function);
        """,
        """
        if (function.MsixTableSize == 0)
        {
            function.MatchDriver = true;
        }
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();
            return;
        }
        dmar.Register(function);
        """);

    [Fact]
    public Task Tabs_are_used_where_the_file_uses_them() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("if (function.IsVirtual) {|IRQ2001:return;|}\ndmar.Register(function);").Replace("    ", "\t"),
        Models.Handler("if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return;\n}\n\ndmar.Register(function);").Replace("    ", "\t"));

    [Fact]
    public Task A_narrow_indentation_is_kept() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("if (function.IsVirtual) {|IRQ2001:return;|}\ndmar.Register(function);").Replace("    ", "  "),
        Models.Handler("if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return;\n}\n\ndmar.Register(function);").Replace("    ", "  "));

    [Fact]
    public Task On_one_line_all_stays_on_one_line() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function) { function.MatchDriver = true; }"),
        Models.Notifier("protected override async Flow OnDeviceAdded(PciFunction function) { function.MatchDriver = true; if (function.IsVirtual) function.InheritMsiDomain(); }"));

    [Fact]
    public Task Comments_and_directives_at_the_end_of_a_body_stay() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
            {
                #region Binding
                function.MatchDriver = true; // may bind
                #endregion
                // over
            }
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                #region Binding
                function.MatchDriver = true; // may bind
                #endregion
                // over
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                }
            }
            """));

    [Fact]
    public Task A_return_under_a_directive_is_left_alone() => RefusedAsync(
        """
        if (function.IsVirtual)
        #if XEN
            ;
        #else
            {|IRQ2001:return;|}
        #endif
        dmar.Register(function);
        """);

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(Models.Handler(before), Models.Handler(after));

    private static Task RefusedAsync(string body) => VerifyCS.VerifyCodeFixAsync(Models.Handler(body), Models.Handler(body));
}
