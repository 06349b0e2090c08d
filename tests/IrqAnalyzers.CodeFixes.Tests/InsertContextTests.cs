using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>In which bodies calls, properties and tests are inserted, and by what names.</summary>
[Trait("Suite", "Long")]
public class InsertContextTests
{
    private const string Leave = "    if (function.IsVirtual) {|IRQ2001:return;|}\n    dmar.Register(function);\n";
    private const string Inherit = "    if (function.IsVirtual)\n    {\n        function.InheritMsiDomain();\n        return;\n    }\n\n    dmar.Register(function);\n";
    private const string Add = "    await {|IRQ3001:function.Add()|};\n    await function.Attach();\n";
    private const string Held = "    function.MatchDriver = false;\n    await function.Add();\n    function.MatchDriver = true;\n    await function.Attach();\n";
    private const string FromBus = "function.MatchDriver = false;\nawait function.Add();\nif (!function.IsVirtual) {|IRQ1003:function.InheritMsiDomainFromBus()|};\n";

    public static TheoryData<string, string> Bodies { get; } = new()
    {
        { "using (new System.IO.MemoryStream())\n{\n", "}" },
        { "try\n{\n", "}\ncatch (System.InvalidOperationException)\n{\n    throw;\n}" },
        { "try\n{\n", "}\nfinally\n{\n    _ = function.IsVirtual;\n}" },
        { "checked\n{\n", "}" },
        { "do\n{\n", "}\nwhile (false);" },
        { "{\n", "}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task A_handler_is_left_from_the_block_of_a_statement(string begin, string end) =>
        VerifyAsync(Models.Handler(begin + Leave + end), Models.Handler(begin + Inherit + end));

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task Drivers_are_held_back_in_the_block_of_a_statement(string begin, string end) =>
        VerifyAsync(Models.Host(begin + Add + end), Models.Host(begin + Held + end));

    [Theory]
    [InlineData("", "")]
    [InlineData("/* board */ ", "")]
    [InlineData("", "// the end\n")]
    public Task At_the_top_level_of_a_program(string begin, string end)
    {
        var test = new FixTest<BringUpFix>
        {
            TestCode = Program("// none\n{|IRQ4001:nic.FreeVectors()|}; // all\n\n_ = nic;"),
            FixedState = { Sources = { Program("nic.ReleaseInterrupts();\n// none\nnic.FreeVectors(); // all\n\n_ = nic;") } },
        };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);

        string Program(string body) =>
            begin + "using IrqModel;\n\nvar machine = new Machine(\"board\");\nvar dmar = new Iommu(machine);\nvar nic = machine.AddRootBus().AddFunction(\"00.0\");\n"
            + "dmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nif (nic.AllocateVectors(1) == 0) return;\nnic.RequestInterrupts();\n" + body + "\n" + end;
    }

    [Fact]
    public Task A_handler_is_left_from_an_else_if() => VerifyAsync(
        Models.Handler("if (function.VectorCapacity > 8) dmar.Register(function);\nelse if (function.IsVirtual) {|IRQ2001:return;|}\nelse dmar.Register(function);\nfunction.MatchDriver = true;"),
        Models.Handler("if (function.VectorCapacity > 8) dmar.Register(function);\nelse if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return;\n}\nelse dmar.Register(function);\nfunction.MatchDriver = true;"));

    [Fact]
    public Task A_parameter_whose_name_is_a_keyword_is_let_go() => VerifyAllAsync(
        Models.Host("BODY").Replace("PciFunction function", "PciFunction @event").Replace("BODY", "@event.MatchDriver = false;\n        await @event.Add();").Replace("AddDevice(", "{|IRQ3002:AddDevice|}("),
        Models.Host("BODY").Replace("PciFunction function", "PciFunction @event").Replace("BODY", "@event.MatchDriver = false;\n        await @event.Add();\n        @event.MatchDriver = true;"));

    [Fact]
    public Task A_labelled_return_is_left_alone() => RefusedAsync(Models.Handler(
        "if (function.IsVirtual) goto done;\ndmar.Register(function);\nreturn;\ndone:\nreturn;").Replace("OnDeviceAdded(", "{|IRQ2001:OnDeviceAdded|}("));

    [Fact]
    public Task A_handler_that_leaves_with_what_another_returns_calls_before_it() => VerifyAsync(
        Models.Notifier("protected override Flow OnDeviceAdded(PciFunction function)\n{\n    if (function.IsVirtual) {|IRQ2001:return Nothing();|}\n    dmar.Register(function);\n    return Nothing();\n}\n\nprivate static Flow Nothing() => Flow.Completed;"),
        Models.Notifier("protected override Flow OnDeviceAdded(PciFunction function)\n{\n    if (function.IsVirtual)\n    {\n        function.InheritMsiDomain();\n        return Nothing();\n    }\n\n    dmar.Register(function);\n    return Nothing();\n}\n\nprivate static Flow Nothing() => Flow.Completed;"));

    [Fact]
    public Task Drivers_are_held_back_in_a_lambda_and_a_local_function() => VerifyAsync(
        Models.Host(Both("{|IRQ3001:one.Add()|};\n    await one.Attach()", false)), Models.Host(Both("one.Add();\n    one.MatchDriver = true;\n    await one.Attach()", true)));

    [Fact]
    public Task A_body_that_only_adds_becomes_a_block() => VerifyAsync(
        Models.Host("BODY").Replace("\n    {\n        BODY\n    }", " =>\n        // announced\n        await {|IRQ3001:function.Add()|}; // all"),
        Models.Host("// announced\nfunction.MatchDriver = false;\nawait function.Add(); // all\nfunction.MatchDriver = true;\nawait function.Attach();"));

    [Fact]
    public Task Drivers_are_not_held_back_in_a_lambda_that_is_an_expression() => RefusedAsync(Models.Host(
        "System.Func<PhysicalFunction, Flow> bring = async one => await {|IRQ3001:(one = function.Bus.AddFunction(\"00.0\")).Add()|};\nawait bring(null!);"));

    [Fact]
    public Task A_call_goes_before_an_expression_that_returns_a_value() => VerifyAsync(
        Port("/// <summary>Counts.</summary>\n    public static int Count([ArrivesWithout(Facts.All)] Port port) => {|IRQ1002:port.Count()|}; // all\n"),
        Port("/// <summary>Counts.</summary>\n    public static int Count([ArrivesWithout(Facts.All)] Port port)\n    {\n        port.Decide();\n        return port.Count(); // all\n    }\n"));

    [Theory]
    [InlineData("else if")]
    [InlineData("while")]
    public Task A_condition_that_is_not_always_reached_gets_nothing_before_it(string condition) => RefusedAsync(
        Port($"public static void Use([ArrivesWithout(Facts.All)] Port port, bool flag)\n    {{\n        {(condition == "while" ? "while (flag && " : "if (flag) return;\n        else if (")}{{|IRQ1002:port.Count()|}} > 0) flag = false;\n    }}\n"));

    [Theory]
    [InlineData("\nprivate void Log() => this.Look();\n\nprivate void Look() { }\n", "this.dmar")]
    [InlineData("", "dmar")]
    public Task A_field_is_written_as_the_file_writes_fields(string members, string name) => VerifyAsync(
        Models.Host(FromBus, members), Models.Host(Found(name), members));

    [Fact]
    public Task A_local_in_scope_is_asked() => VerifyAsync(
        Models.Host("object dmar = function;\nvar unit = new Iommu(Machine);\nunit.Register(function);\n" + FromBus + "_ = dmar;"),
        Models.Host("object dmar = function;\nvar unit = new Iommu(Machine);\nunit.Register(function);\n" + Found("unit") + "_ = dmar;"));

    [Fact]
    public Task A_field_that_a_local_hides_is_not_asked() => RefusedAsync(Models.Host("object dmar = function;\n" + FromBus + "_ = dmar;"));

    [Fact]
    public Task A_name_that_is_a_keyword_is_escaped() => VerifyAsync(
        Models.Host(FromBus).Replace("dmar", "@event"), Models.Host(Found("@event")).Replace("dmar", "@event"));

    [Fact]
    public Task A_static_method_asks_what_it_is_given() => VerifyAsync(
        Models.Host("await function.Attach();", "\nprivate static void Decide(Iommu unit, PciFunction function)\n{\n    unit.Register(function);\n    if (!function.IsVirtual) {|IRQ1003:function.InheritMsiDomainFromBus()|};\n}\n"),
        Models.Host("await function.Attach();", "\nprivate static void Decide(Iommu unit, PciFunction function)\n{\n    unit.Register(function);\n    if (!function.IsVirtual) function.AssignMsiDomain(unit.FindMsiDomain(function));\n}\n"));

    private static string Found(string name) => $"function.MatchDriver = false;\nawait function.Add();\nif (!function.IsVirtual) function.AssignMsiDomain({name}.FindMsiDomain(function));\n";

    private static string Both(string body, bool isHeld) => $$"""
        System.Func<PhysicalFunction, Flow> bring = async one =>
        {
            one = one.Bus.AddFunction("00.0");
            {{(isHeld ? "one.MatchDriver = false;\n    " : string.Empty)}}await {{body}};
        };
        await bring(function.Bus.AddFunction("02.0"));
        await Local(function.Bus);

        static async Flow Local(PciBus bus)
        {
            var one = bus.AddFunction("01.0");
            {{(isHeld ? "one.MatchDriver = false;\n    " : string.Empty)}}await {{body}};
        }
        """;

    private static string Port(string member) => Models.Usings + $$"""
        public class Port
        {
            [Ensures(Facts.MsiDomainDecided)]
            [Footprint(Writes = Slots.MsiDomain)]
            public void Decide() { }

            [Requires(Facts.MsiDomainDecided, Rule = RuleIds.VectorsBeforeDomain)]
            public int Count() => 1;

            {{member}}}

        """;

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(before, after);

    private static Task VerifyAllAsync(string before, string after)
    {
        var test = new FixTest<BringUpFix> { TestCode = before, FixedCode = after };
        test.DisabledDiagnostics.Clear();
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task RefusedAsync(string source) => VerifyCS.VerifyCodeFixAsync(source, source);
}
