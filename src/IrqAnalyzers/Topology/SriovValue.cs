namespace IrqAnalyzers.Topology;

/// <summary>An SR-IOV capability.</summary>
internal sealed class SriovValue
{
    public int? TotalVfs { get; set; }

    public int? FirstVfOffset { get; set; }

    public int? VfStride { get; set; }

    public int? VfVectors { get; set; }

    /// <summary>Whether offset and stride can be others.</summary>
    public bool HasOtherLayout { get; set; }
}
