using IrqAnalyzers.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>Fix All where one member has findings in sections or branches that exclude each other. The kit compares it with fixing one by one.</summary>
public class ArmsFixAllTests
{
    private const string Wrong = "{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nfunction.MatchDriver = false;\nawait function.Add();\nfunction.MatchDriver = true;";
    private const string Right = "function.MatchDriver = false;\nawait function.Add();\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));\nfunction.MatchDriver = true;";
    private const string Unfixable = "{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nSystem.Console.WriteLine();\nfunction.MatchDriver = false;\nawait function.Add();";

    [Fact]
    public Task All_sections_of_a_switch_are_fixed() => VerifyAsync(Switch(Wrong, Wrong, Wrong), Switch(Right, Right, Right), iterations: 3);

    [Fact]
    public Task A_section_that_cannot_be_fixed_keeps_no_other_from_being_fixed() =>
        VerifyAsync(Switch(Wrong, Unfixable, Wrong), Switch(Right, Unfixable, Right), iterations: 2);

    [Fact]
    public Task Both_branches_of_an_if_are_fixed() => VerifyAsync(Choice(Wrong, Wrong), Choice(Right, Right), iterations: 2);

    [Fact]
    public Task Two_findings_of_one_section_are_fixed_beside_those_of_another() =>
        VerifyAsync(Switch(Wrong + "\n" + Again(Wrong), Wrong, Right), Switch(Right + "\n" + Again(Right), Right, Right), iterations: 2);

    [Fact]
    public Task Sections_that_a_loop_comes_to_one_after_the_other_are_fixed_one_after_the_other() => VerifyAsync(
        "for (var step = 0; step < 2; step++)\n{\n" + Indented(Steps("{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\ndmar.Register(function);")) + "\n}",
        "for (var step = 0; step < 2; step++)\n{\n" + Indented(Steps("dmar.Register(function);\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));")) + "\n}",
        iterations: 1);

    private static string Switch(string first, string second, string third) =>
        "switch (function.Address.Device)\n{\n" + Section("case 1", first) + Section("case 2", second) + Section("default", third) + "}";

    private static string Steps(string first) => "switch (step)\n{\n" + Section("case 0", first) + Section("default", "await function.Attach();") + "}";

    private static string Choice(string first, string second) =>
        "if (function.Address.Device == 1)\n{\n" + Indented(first) + "\n}\nelse\n{\n" + Indented(second) + "\n}";

    private static string Section(string label, string body) => $"    {label}:\n" + Indented(Indented(body)) + "\n        break;\n";

    // The same for another function of the bus.
    private static string Again(string body) => "var other = function.Bus.AddFunction(\"1f.0\");\n" + body.Replace("function", "other");

    private static string Indented(string body) => "    " + body.Replace("\n", "\n    ");

    private static Task VerifyAsync(string before, string after, int iterations)
    {
        var test = new FixTest<BringUpFix>
        {
            TestCode = Models.PhysicalHost(before),
            FixedState = { Sources = { Models.PhysicalHost(after) }, MarkupHandling = MarkupMode.Allow },
            NumberOfIncrementalIterations = iterations,
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
