using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A machine of which inputs show something, and which is not the one that is explained.</summary>
/// <param name="Name">Its name, or where the inputs have none, the input.</param>
/// <param name="Because">What tells that it is another one.</param>
/// <param name="Parts">What is left out with it, logs apart.</param>
public sealed record LeftOutMachine(string Name, string Because, ImmutableArray<EvidencePart> Parts)
{
    /// <summary>Why another machine is explained and not this one, e.g. "its log says more".</summary>
    public string? Instead { get; init; }

    /// <summary>Whether the parts may be of the machine that is explained: nothing shows whose they are.</summary>
    public bool IsUncertain { get; init; }
}
