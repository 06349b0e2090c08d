namespace IrqAnalyzers.Contracts;

/// <summary>One contract of a file.</summary>
internal sealed class FileContract
{
    public FileContract(AttributeRole role) => Role = role;

    public AttributeRole Role { get; }

    public FactMask Facts { get; set; }

    public int Subject { get; set; } = -1;

    public Kinds When { get; set; } = Kinds.Any;

    public string? Rule { get; set; }

    public int Assumption { get; set; }
}
