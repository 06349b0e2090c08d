using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1003: the domain of the bus gives way to that of the function.</summary>
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
        Models.Host("await function.Attach();", Static("dmar.Register(function);\n    " + FromBus + ";")),
        Models.Host("await function.Attach();", Static("dmar.Register(function);\n    " + Found + ";")));

    [Fact]
    public Task Not_before_the_function_is_registered() => RefusedAsync(Models.Host(FromBus + ";\n" + Add));

    [Fact]
    public Task Not_where_two_IOMMUs_are_in_scope() => RefusedAsync(
        Models.Host(Add + FromBus + ";", "\nprivate readonly Iommu other = null!;\n"));

    [Fact]
    public Task Not_where_no_IOMMU_is_in_scope() => RefusedAsync(
        Models.Host("await function.Attach();", Static(FromBus + ";").Replace("Iommu dmar", "object nothing")));

    [Fact]
    public Task Not_on_a_field_that_may_change() => RefusedAsync(
        Models.Host("await function.Attach();", "\n#pragma warning disable CS0169, CS0649\nprivate static Iommu? changing;\n" + Static(FromBus + ";").Replace("Iommu dmar", "object nothing")));

    private static string Static(string body) => "\nprivate static void Decide(Iommu dmar, PciFunction function)\n{\n    " + body + "\n}\n";

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(before, after);

    private static Task RefusedAsync(string source) => VerifyCS.VerifyCodeFixAsync(source, source);
}
