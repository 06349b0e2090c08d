using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Vectors that are taken before the domain is decided, by code that leaves open what handlers have decided meanwhile.</summary>
public class LateDecisions
{
    private const string Decide = "if (function.IsVirtual) function.InheritMsiDomain(); else { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); }";
    private const string Attach = "function.MatchDriver = true; await function.Attach();";
    private const string Add = "function.SetDefaultMsiDomain(DefaultMsiDomain); function.MatchDriver = false; await function.Add();";

    [Fact]
    public Task Who_decides_afterwards_did_not_think_that_it_was_decided() => ExpectAsync(
        Add + "function.AllocateVectors(1);" + Decide + Attach,
        "IRQ1002 possible physical: function.AllocateVectors(1)", "IRQ2001 possible virtual: function.AllocateVectors(1)");

    [Fact]
    public Task Who_decides_before_takes_vectors_of_the_right_domain() => ExpectAsync(Add + Decide + "function.AllocateVectors(1);" + Attach);

    [Fact]
    public Task Who_decides_nothing_leaves_it_to_handlers() => ExpectAsync(Add + "function.AllocateVectors(1);" + Attach);

    [Fact]
    public Task A_helper_is_told_by_nobody_what_it_did_itself() => Model.ExpectAsync(
        Model.Host("await Build(function);", "private async Flow Build(PciFunction function) { " + Add + "if (flag) function.AllocateVectors(1);" + Decide + Attach + " }"),
        "IRQ1002 possible physical: function.AllocateVectors(1)", "IRQ2001 possible virtual: function.AllocateVectors(1)");

    private static Task ExpectAsync(string addDevice, params string[] findings) => Model.ExpectAsync(Model.Host(addDevice), findings);
}
