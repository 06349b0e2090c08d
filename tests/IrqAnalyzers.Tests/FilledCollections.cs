using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Loops over collections of a class that its initializer or its constructors fill: they have a round.</summary>
public class FilledCollections
{
    private const string Block = """
        internal sealed class Block
        {
            private readonly Iommu iommu;
            public Block(Iommu iommu) => this.iommu = iommu;
            public void Added(PciFunction function)
            {
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }
        """;

    [Theory]
    [InlineData("private static readonly Block[] blocks = { new Block(null!) };", "")]
    [InlineData("internal static readonly Block[] blocks = new[] { new Block(null!), new Block(null!) };", "")]
    [InlineData("private readonly List<Block> blocks = new() { new Block(null!) };", "")]
    [InlineData("private readonly List<Block> blocks = new();", "blocks.Add(new Block(iommu));")]
    [InlineData("private readonly List<Block> blocks = new();", "if (iommu is null) throw new ArgumentNullException(nameof(iommu)); this.blocks.Add(new Block(iommu));")]
    [InlineData("private readonly LinkedList<Block> blocks = new(); public void Further(Block more) => blocks.AddLast(more);", "blocks.AddFirst(new Block(iommu));")]
    [InlineData("private readonly Block[] blocks;", "blocks = new[] { new Block(iommu) };")]
    [InlineData("private IReadOnlyList<Block> blocks { get; } = new Block[] { new(null!) };", "")]
    public Task Has_a_round(string members, string constructor) => Model.ExpectAsync([Chain(members, constructor), Block]);

    [Theory]
    [InlineData("private readonly List<Block> blocks = new();", "")]
    [InlineData("private readonly Block[] blocks = { };", "")]
    [InlineData("private readonly Block[] blocks = new Block[0];", "")]
    [InlineData("private Block[] blocks = { new Block(null!) };", "blocks = Array.Empty<Block>();")]
    [InlineData("private readonly Block[] blocks = new[] { new Block(null!) }.Where(one => one is null).ToArray();", "")]
    [InlineData("private readonly List<Block> blocks = new();", "if (iommu is not null) blocks.Add(new Block(iommu));")]
    [InlineData("private readonly List<Block> blocks = new();", "if (iommu is null) return; blocks.Add(new Block(iommu));")]
    [InlineData("private readonly List<Block> blocks = new(); public void Drop() => blocks.Clear();", "blocks.Add(new Block(iommu));")]
    [InlineData("private readonly List<Block> blocks = new(); public List<Block> All => blocks;", "blocks.Add(new Block(iommu));")]
    [InlineData("private readonly List<Block> blocks = new(); public void Hand(Action<List<Block>> to) => to(blocks);", "blocks.Add(new Block(iommu));")]
    [InlineData("private readonly Queue<Block> blocks = new(); public void Drop() { while (blocks.TryDequeue(out _)) { } }", "blocks.Enqueue(new Block(iommu));")]
    [InlineData("internal readonly List<Block> blocks = new();", "blocks.Add(new Block(iommu));")]
    [InlineData("private readonly List<Block> blocks = new(); public Chain() : base(2) { }", "blocks.Add(new Block(iommu));")]
    public Task May_have_none(string members, string constructor) => Model.ExpectAsync(
        [Chain(members, constructor), Block], "IRQ2001 possible virtual: OnDeviceAdded");

    private static string Chain(string members, string constructor) => $$"""
        internal sealed class Chain : IommuNotifier
        {
            {{members}}
            public Chain(Iommu iommu) : base(1) { {{constructor}} }
            protected override async Flow OnDeviceAdded(PciFunction function) { foreach (var block in blocks) block.Added(function); }
        }
        """;
}
