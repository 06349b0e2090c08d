using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Objects of several classes in a table of a class, which a loop runs one after the other.</summary>
public class StagesInOrder
{
    private const string Right = "{ new Registering(null!), new Deciding(null!) }";
    private const string Turned = "{ new Deciding(null!), new Registering(null!) }";
    private const string Loop = "foreach (var stage in stages) stage.Run(function);";

    [Theory]
    [InlineData("private readonly IStage[] stages = ")]
    [InlineData("private static readonly IStage[] stages = ")]
    [InlineData("private readonly List<IStage> stages = new() ")]
    public async Task Stages_that_are_made_with_their_table_run_in_its_order(string table)
    {
        await Model.ExpectAsync(Chain(table + Right + ";", Loop));
        var found = (await Model.AnalyzeAsync(Model.Compile(Chain(table + Turned + ";", Loop)))).Select(Model.Render).ToList();
        Assert.Contains(found, finding => finding.StartsWith("IRQ1001", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("private IStage[] stages = " + Right + ";", Loop)]
    [InlineData("private readonly IStage[] stages = " + Right + "; public void Swap() => (stages[0], stages[1]) = (stages[1], stages[0]);", Loop)]
    [InlineData("private readonly IStage[] stages = " + Right + "; public void Swap() => Array.Reverse(stages);", Loop)]
    [InlineData("private readonly IStage[] stages = { new Registering(null!), new Registering(null!), new Deciding(null!) };", Loop)]
    [InlineData("private readonly HashSet<IStage> stages = new() " + Right + ";", Loop)]
    [InlineData("private readonly IStage[] stages = " + Right + ";", "foreach (var stage in stages.Reverse()) stage.Run(function);")]
    public async Task Of_others_nothing_is_sure(string table, string loop)
    {
        var found = (await Model.AnalyzeAsync(Model.Compile(Chain(table, loop)))).Select(Model.Render);
        Assert.DoesNotContain(found, finding => finding.Contains("definite", StringComparison.Ordinal));
    }

    private static string Chain(string members, string body) => """
        internal interface IStage { void Run(PciFunction function); }
        internal sealed class Registering : IStage
        {
            private readonly Iommu iommu;
            public Registering(Iommu iommu) => this.iommu = iommu;
            public void Run(PciFunction function) => iommu.Register(function);
        }
        internal sealed class Deciding : IStage
        {
            private readonly Iommu iommu;
            public Deciding(Iommu iommu) => this.iommu = iommu;
            public void Run(PciFunction function) => function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }

        """ + Model.Notifier($"if (function.IsVirtual) {{ function.InheritMsiDomain(); return; }} {body}", members);
}
