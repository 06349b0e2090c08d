using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1003, IRQ2003, IRQ2005: the domain of the bus gives way to that of the function, its own id to that which it sends with.</summary>
public class ReplaceTests
{
    private const string FromBusOfPf = "{|IRQ1003:function.InheritMsiDomainFromBus()|}";
    private const string FromBus = "{|IRQ1003:{|IRQ2003:function.InheritMsiDomainFromBus()|}|}";
    private const string Found = "function.AssignMsiDomain(dmar.FindMsiDomain(function))";
    private const string Add = "function.MatchDriver = false;\nawait function.Add();\n";

    [Fact]
    public Task The_IOMMU_in_scope_is_asked() => VerifyAsync(
        Models.Host(Add + FromBus + "; // decided\nfunction.MatchDriver = true;"),
        Models.Host(Add + Found + "; // decided\nfunction.MatchDriver = true;"));

    [Fact]
    public Task In_a_condition_without_braces() => VerifyAsync(
        Models.Host(Add + "if (!function.IsVirtual) " + FromBusOfPf + ";\nelse function.InheritMsiDomain();"),
        Models.Host(Add + "if (!function.IsVirtual) " + Found + ";\nelse function.InheritMsiDomain();"));

    [Fact]
    public Task A_parameter_is_asked_as_well() => VerifyAsync(
        Models.Host("await function.Attach();", Static("dmar.Register(function);\n" + FromBus + ";")),
        Models.Host("await function.Attach();", Static("dmar.Register(function);\n" + Found + ";")));

    [Fact]
    public Task Before_the_function_is_registered_only_a_VF_gets_its_own() => EitherAsync(
        before => Models.Host(before + "\n\n" + Add));

    [Fact]
    public Task Where_two_IOMMUs_are_in_scope_only_a_VF_gets_its_own() => EitherAsync(
        before => Models.Host(Add + before, "\nprivate readonly Iommu other = null!;\n"));

    [Fact]
    public Task Where_no_IOMMU_is_in_scope_only_a_VF_gets_its_own() => EitherAsync(
        before => Models.Host("await function.Attach();", Static(before).Replace("Iommu dmar", "object nothing")));

    [Fact]
    public Task A_field_that_may_change_is_not_asked() => EitherAsync(
        before => Models.Host("await function.Attach();", "\n#pragma warning disable CS0169, CS0649\nprivate static Iommu? changing;\n" + Static(before).Replace("Iommu dmar", "object nothing")));

    [Fact]
    public Task A_VF_inherits_from_its_PF() => VerifyAsync(
        Models.Handler("if (function.IsVirtual)\n{\n    " + FromBus + "; // its bus\n    return;\n}\n\ndmar.Register(function);"),
        Models.Handler("if (function.IsVirtual)\n{\n    function.InheritMsiDomain(); // its bus\n    return;\n}\n\ndmar.Register(function);"));

    [Fact]
    public Task A_function_that_its_type_says_to_be_a_VF_inherits_from_its_PF() => VerifyAsync(
        Models.Host("await function.Attach();", Static(FromBus + ";").Replace("PciFunction", "VirtualFunction")),
        Models.Host("await function.Attach();", Static("function.InheritMsiDomain();").Replace("PciFunction", "VirtualFunction")));

    [Fact]
    public Task The_source_is_the_function_that_sends() => VerifyAsync(
        Models.Handler("dmar.Register(function);\n{|IRQ2005:function.SetInterruptSource(function)|}; // own id"),
        Models.Handler("dmar.Register(function);\nfunction.SetInterruptSource(function.RealDmaFunction); // own id"));

    [Fact]
    public Task Another_source_may_be_meant() => RefusedAsync(
        Models.Handler("dmar.Register(function);\nif (function.PhysicalFunction is { } physical) {|IRQ2005:function.SetInterruptSource(physical)|};"));

    private static string Static(string body) => "\nprivate static void Decide(Iommu dmar, PciFunction function)\n{\n    " + body.Replace("\n", "\n    ") + "\n}\n";

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(before, after);

    // Braces as the file has them; the other rule's finding stays where nobody can be asked.
    private static Task EitherAsync(Func<string, string> source)
    {
        var test = new FixTest<BringUpFix>
        {
            TestCode = source(FromBus + ";"),
            FixedState =
            {
                Sources = { source("if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n}\nelse\n{\n    " + FromBusOfPf + ";\n}") },
                MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow,
            },
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task RefusedAsync(string source) => VerifyCS.VerifyCodeFixAsync(source, source);
}
