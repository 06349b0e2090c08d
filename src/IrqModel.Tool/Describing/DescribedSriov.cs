using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrqModel.Tool.Describing;

/// <summary>An SR-IOV capability.</summary>
/// <param name="TotalVfs">TotalVFs.</param>
/// <param name="FirstVfOffset">First VF Offset.</param>
/// <param name="VfStride">VF Stride.</param>
/// <param name="VfMsixVectors">MSI-X table size of each VF.</param>
public sealed record DescribedSriov(int TotalVfs, int FirstVfOffset, int VfStride, int VfMsixVectors)
{
    /// <summary>InitialVFs; null where it equals <see cref="TotalVfs"/>.</summary>
    public int? InitialVfs { get; init; }

    /// <summary>The layout in an ARI hierarchy, where it is another one.</summary>
    public DescribedLayout? Ari { get; init; }

    /// <summary>The layouts by NumVFs, ascending, where they depend on it; null where they do not.</summary>
    public ImmutableArray<DescribedLayout>? ByCount { get; init; }

    /// <summary>The VFs that were enabled when the machine was looked at, as far as that is known.</summary>
    public int? Enabled { get; init; }

    /// <summary>Describes a capability.</summary>
    internal static DescribedSriov Of(SriovCapability capability) => new(
        capability.TotalVfs, capability.FirstVfOffset, capability.VfStride, capability.VfMsixVectors)
    {
        InitialVfs = capability.InitialVfs == capability.TotalVfs ? null : capability.InitialVfs,
        Ari = capability.AriLayout is { } ari ? new(0, ari.FirstVfOffset, ari.VfStride) : null,
        ByCount = capability.LayoutForCount is { } layouts ? Layouts(capability.TotalVfs, layouts) : null,
    };

    /// <summary>The capability.</summary>
    internal SriovCapability Create()
    {
        var capability = new SriovCapability(TotalVfs, FirstVfOffset, VfStride, VfMsixVectors);
        if (InitialVfs is { } initial) capability = capability with { InitialVfs = initial };
        if (Ari is { } ari) capability = capability with { AriLayout = new(ari.FirstVfOffset, ari.VfStride) };
        if (ByCount is { Length: > 0 } layouts) capability = capability with { LayoutForCount = count => LayoutFor(layouts, count) };
        return capability;
    }

    private static ImmutableArray<DescribedLayout> Layouts(int total, Func<int, VfLayout> layoutFor)
    {
        var layouts = ImmutableArray.CreateBuilder<DescribedLayout>();
        for (var count = 0; count <= total; count++)
        {
            var layout = layoutFor(count);
            if (layouts.Count == 0 || layouts[^1] is var last
                && (last.FirstVfOffset, last.VfStride) != (layout.FirstVfOffset, layout.VfStride))
                layouts.Add(new(count, layout.FirstVfOffset, layout.VfStride));
        }

        return layouts.ToImmutable();
    }

    private static VfLayout LayoutFor(ImmutableArray<DescribedLayout> layouts, int count)
    {
        var found = layouts[0];
        foreach (var layout in layouts)
        {
            if (layout.FromCount <= count) found = layout;
        }

        return new(found.FirstVfOffset, found.VfStride);
    }
}
