using IrqAnalyzers.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>Byte order marks, tabs, ends of files and directives around what is inserted, guarded, replaced and held back. The kit repeats every test with CRLF.</summary>
[Trait("Suite", "Long")]
public class EditTriviaTests
{
    private const string Domain = "\npublic static class Platform\n{\n    public static MsiDomain Of(Iommu dmar) => new HypervisorMsiDomain(\"XEN-MSI\", dmar);\n}\n";
    private const string Unguarded = "dmar.Register(function);\n// decided here\n{|IRQ1007:function.AssignMsiDomain(dmar.FindMsiDomain(function))|}; // Linux does so\n\ndmar.Register(function);";
    private const string Guarded = "dmar.Register(function);\n// decided here\nif (!function.HasSpecialMsiDomain)\n{\n    function.AssignMsiDomain(dmar.FindMsiDomain(function)); // Linux does so\n}\n\ndmar.Register(function);";
    private const string Replaced = "function.MatchDriver = false;\nawait function.Add();\nif (!function.IsVirtual) {0};\nfunction.MatchDriver = true;";
    private const string Early = "// First.\nawait {|IRQ3001:function.Add()|}; // announced\n\n// Then.\nawait function.Attach();";
    private const string Held = "function.MatchDriver = false;\n// First.\nawait function.Add(); // announced\nfunction.MatchDriver = true;\n\n// Then.\nawait function.Attach();";
    private const string Left = "if (function.IsVirtual) {|IRQ2001:return;|} // none\ndmar.Register(function);";
    private const string Inherited = "if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return; // none\n}\n\ndmar.Register(function);";

    private const string Expression = "protected override Flow OnDeviceAdded(PciFunction function) => {|IRQ2001:Flow.Completed|};";
    private const string AsBlock = "protected override Flow OnDeviceAdded(PciFunction function)\n{\n    if (function.IsVirtual)\n    {\n        function.InheritMsiDomain();\n    }\n\n    return Flow.Completed;\n}";

    public static TheoryData<string, string> Edits { get; } = new()
    {
        { Models.Handler(Left), Models.Handler(Inherited) },
        { Models.Handler(Unguarded) + Domain, Models.Handler(Guarded) + Domain },
        { Models.Host(Replace("{|IRQ1003:function.InheritMsiDomainFromBus()|}")), Models.Host(Replace("function.AssignMsiDomain(dmar.FindMsiDomain(function))")) },
        { Models.Host(Early), Models.Host(Held) },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public Task The_byte_order_mark_stays(string before, string after)
    {
        var test = new FixTest<BringUpFix>();
        test.TestState.Sources.Add(("/0/Test0.cs", Marked(before)));
        test.FixedState.Sources.Add(("/0/Test0.cs", Marked(after)));
        return test.RunAsync(TestContext.Current.CancellationToken);

        static SourceText Marked(string text) => SourceText.From(text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public Task Tabs_stay(string before, string after)
    {
        return VerifyAsync(before.Replace("    ", "\t"), after.Replace("    ", "\t"));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public Task The_last_line_needs_no_end(string before, string after)
    {
        return VerifyAsync(before.TrimEnd('\n'), after.TrimEnd('\n'));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public Task Documentation_and_what_is_around_the_type_stay(string before, string after)
    {
        return VerifyAsync(Framed(before), Framed(after));

        static string Framed(string code) => code
            .Replace("public class Test", "#region Types\n#pragma warning disable CS0618 // old\n/// <summary>A model.</summary>\n/// <remarks>\n///   <c>as it is</c>\n/// </remarks>\npublic class Test", StringComparison.Ordinal)
            .Replace("    protected override async Flow", "    /// <inheritdoc/>\n    protected override async Flow", StringComparison.Ordinal) + "#endregion\n// the end";
    }

    [Theory]
    [InlineData("#region Leave", "#endregion")]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    public Task Directives_around_a_statement_stay_around_it(string begin, string end)
    {
        return Task.WhenAll(
            VerifyAsync(Models.Handler($"{begin}\n{Left}\n{end}"), Models.Handler($"{begin}\n{Inherited}\n{end}")),
            VerifyAsync(Models.Handler($"{begin}\n{Unguarded}\n{end}") + Domain, Models.Handler($"{begin}\n{Guarded}\n{end}") + Domain),
            VerifyAsync(Models.Host($"{begin}\n{Early}\n{end}"), Models.Host($"{begin}\n{Held}\n{end}")));
    }

    [Theory]
    [InlineData("#region Leave", "#endregion")]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    [InlineData("#if !XEN", "#endif")]
    public Task A_return_between_directives_gets_its_call_between_them(string begin, string end) => VerifyAsync(
        Models.Handler($"if (function.IsVirtual)\n{{\n{begin}\n    // none\n    {{|IRQ2001:return;|}}\n{end}\n}}\n\ndmar.Register(function);"),
        Models.Handler($"if (function.IsVirtual)\n{{\n{begin}\n    function.InheritMsiDomain();\n    // none\n    return;\n{end}\n}}\n\ndmar.Register(function);"));

    [Theory]
    [InlineData("#region Add", "#endregion")]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    public Task A_call_between_directives_is_held_back_between_them(string begin, string end) => VerifyAsync(
        Models.Host($"{begin}\nawait {{|IRQ3001:function.Add()|}};\n{end}\nawait function.Attach();"),
        Models.Host($"{begin}\nfunction.MatchDriver = false;\nawait function.Add();\nfunction.MatchDriver = true;\n{end}\nawait function.Attach();"));

    [Theory]
    [InlineData("#region Decide", "#endregion")]
    [InlineData("#pragma warning disable CS0618", "#pragma warning restore CS0618")]
    public Task A_call_between_directives_is_guarded_between_them(string begin, string end) => VerifyAsync(
        Models.Handler($"dmar.Register(function);\n{begin}\n{{|IRQ1007:function.AssignMsiDomain(null)|}};\n{end}\ndmar.Register(function);") + Domain,
        Models.Handler($"dmar.Register(function);\n{begin}\nif (!function.HasSpecialMsiDomain)\n{{\n    function.AssignMsiDomain(null);\n}}\n{end}\ndmar.Register(function);") + Domain);

    [Fact]
    public Task A_guarded_call_with_a_directive_inside_is_left_alone() => RefusedAsync(Models.Handler(
        "dmar.Register(function);\n{|IRQ1007:function.AssignMsiDomain(\n#if XEN\n    null\n#else\n    dmar.FindMsiDomain(function)\n#endif\n    )|};") + Domain);

    [Fact]
    public Task A_guard_has_its_brace_where_the_file_has_it() => VerifyAsync(
        Models.Notifier("protected override async Flow OnDeviceAdded(PciFunction function) {\n    dmar.Register(function);\n    {|IRQ1007:function.AssignMsiDomain(null)|};\n}") + Domain.Replace("\n{", " {"),
        Models.Notifier("protected override async Flow OnDeviceAdded(PciFunction function) {\n    dmar.Register(function);\n    if (!function.HasSpecialMsiDomain) {\n        function.AssignMsiDomain(null);\n    }\n}") + Domain.Replace("\n{", " {"));

    [Theory]
    [InlineData("function\n    .InheritMsiDomainFromBus()", "function\n    .AssignMsiDomain(dmar.FindMsiDomain(function))")]
    [InlineData("function.InheritMsiDomainFromBus(/* as Linux */)", "function.AssignMsiDomain(dmar.FindMsiDomain(function)/* as Linux */)")]
    [InlineData("function /* it */ . /* takes */ InheritMsiDomainFromBus( )", "function /* it */ . /* takes */ AssignMsiDomain(dmar.FindMsiDomain(function) )")]
    [InlineData("function\n#if XEN\n    .InheritMsiDomain()\n#else\n    .InheritMsiDomainFromBus()\n#endif\n    ", "function\n#if XEN\n    .InheritMsiDomain()\n#else\n    .AssignMsiDomain(dmar.FindMsiDomain(function))\n#endif\n    ")]
    public Task A_replacement_keeps_the_layout_of_the_call(string before, string after) =>
        VerifyAsync(Models.Host(Replace("{|IRQ1003:" + before.Replace("FromBus()\n#endif\n", "FromBus()|}\n#endif\n") + (before.Contains("#endif") ? string.Empty : "|}"))), Models.Host(Replace(after)));

    [Fact]
    public Task Documentation_stays_before_an_expression_that_becomes_a_block() => VerifyAsync(
        Models.Notifier("/// <summary>Does nothing.</summary>\n#pragma warning disable CS1998\nprotected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function) => function.MatchDriver = true;\n#pragma warning restore CS1998"),
        Models.Notifier("/// <summary>Does nothing.</summary>\n#pragma warning disable CS1998\nprotected override async Flow OnDeviceAdded(PciFunction function)\n{\n    function.MatchDriver = true;\n    if (function.IsVirtual)\n    {\n        function.InheritMsiDomain();\n    }\n}\n#pragma warning restore CS1998"));

    [Theory]
    [InlineData("  ")]
    [InlineData("\t")]
    [InlineData("        ")]
    public Task Where_no_block_shows_a_step_of_indentation_members_do(string step) => VerifyAsync(
        Models.Notifier(Expression).Replace("    ", step), Models.Notifier(AsBlock).Replace("    ", step));

    [Theory]
    [InlineData("csharp_prefer_braces = true\ncsharp_new_line_before_open_brace = all", AsBlock)]
    [InlineData("csharp_prefer_braces = false:silent", "protected override Flow OnDeviceAdded(PciFunction function)\n{\n    if (function.IsVirtual) function.InheritMsiDomain();\n    return Flow.Completed;\n}")]
    [InlineData("csharp_new_line_before_open_brace = none", "protected override Flow OnDeviceAdded(PciFunction function) {\n    if (function.IsVirtual) {\n        function.InheritMsiDomain();\n    }\n\n    return Flow.Completed;\n}")]
    public Task Where_the_file_shows_nothing_its_options_say(string options, string after)
    {
        var test = new FixTest<BringUpFix> { TestCode = Models.Notifier(Expression), FixedCode = Models.Notifier(after) };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", SourceText.From("root = true\n[*.cs]\n" + options + "\n")));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_call_that_begins_a_shared_line_is_not_held_back() =>
        RefusedAsync(Models.Host("await {|IRQ3001:function.Add()|}; await function.Attach();"));

    [Fact]
    public Task A_call_that_ends_a_shared_line_is_held_back_on_it() => VerifyAsync(
        Models.Host("_ = function; await {|IRQ3001:function.Add()|}; // announced\n_ = function;"),
        Models.Host("_ = function; function.MatchDriver = false; await function.Add(); function.MatchDriver = true; await function.Attach(); // announced\n_ = function;"));

    [Fact]
    public Task An_else_follows_its_brace_where_the_file_has_it_so() => VerifyAsync(
        Models.Notifier("protected override async Flow OnDeviceAdded(PciFunction function) {\n    if (function.IsVirtual) {|IRQ2001:return;|} else dmar.Register(function);\n}"),
        Models.Notifier("protected override async Flow OnDeviceAdded(PciFunction function) {\n    if (function.IsVirtual) {\n        function.InheritMsiDomain();\n        return;\n    } else dmar.Register(function);\n}"));

    [Fact]
    public Task A_statement_on_the_line_of_its_label_moves() => VerifyAsync(
        Models.PhysicalHost("switch (function.MsixTableSize)\n{\n    case 0: {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|}; // decided\n        function.MatchDriver = false;\n        await function.Add();\n        break;\n}"),
        Models.PhysicalHost("switch (function.MsixTableSize)\n{\n    case 0: function.MatchDriver = false;\n        await function.Add();\n        function.AssignMsiDomain(dmar.FindMsiDomain(function)); // decided\n        break;\n}"));

    [Fact]
    public Task A_return_on_the_line_of_its_label_gets_its_call_there() => VerifyAsync(
        Models.Handler("switch (function.MsixTableSize)\n{\n    case 0: {|IRQ2001:return;|} // none\n    default: dmar.Register(function); break;\n}"),
        Models.Handler("switch (function.MsixTableSize)\n{\n    case 0: if (function.IsVirtual) function.InheritMsiDomain(); return; // none\n    default: dmar.Register(function); break;\n}"));

    [Fact]
    public Task An_expression_with_a_directive_inside_does_not_become_a_block() => RefusedAsync(Models.Notifier(
        "protected override Flow OnDeviceAdded(PciFunction function) =>\n#if XEN\n    Flow.Completed\n#else\n    {|IRQ2001:Flow.Completed|}\n#endif\n    ;"));

    [Fact]
    public Task An_expression_over_several_lines_keeps_its_layout() => VerifyAsync(
        Models.Notifier("protected override Flow OnDeviceAdded(PciFunction function)\n    => {|IRQ2001:Nothing(\n        1)|};\n\nprivate static Flow Nothing(int times) => Flow.Completed;"),
        Models.Notifier("protected override Flow OnDeviceAdded(PciFunction function)\n{\n    if (function.IsVirtual)\n    {\n        function.InheritMsiDomain();\n    }\n\n    return Nothing(\n        1);\n}\n\nprivate static Flow Nothing(int times) => Flow.Completed;"));

    private static string Replace(string call) => Replaced.Replace("{0}", call, StringComparison.Ordinal);

    private static Task VerifyAsync(string before, string after)
    {
        var test = new FixTest<BringUpFix> { TestCode = before, FixedState = { Sources = { after }, MarkupHandling = MarkupMode.Allow } };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task RefusedAsync(string source) => VerifyCS.VerifyCodeFixAsync(source, source);
}
