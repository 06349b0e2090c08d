using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrqModel.Tool.Describing;

/// <summary>
/// Something of a real machine that its description leaves out or only assumes, so that a run of the description says nothing of what becomes
/// of some interrupts on the machine.
/// </summary>
/// <param name="Because">What is not known, in words.</param>
public sealed record DescribedGap(string Because)
{
    /// <summary>The functions that it is about, each as <c>ssss:bb:dd.f</c>; empty where they are all, or are not known themselves.</summary>
    public ImmutableArray<string> Functions { get; init; } = [];

    /// <summary>Whether it is about all functions of the machine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsOfAll { get; init; }

    /// <summary>Whether <see cref="Functions"/> are not in the description.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsLeftOut { get; init; }

    /// <summary>The functions and what is not known of them, in one line.</summary>
    public string ToText() => $"{(IsOfAll ? "all functions: " : Functions.IsEmpty ? "" : $"{string.Join(", ", Functions)}: ")}{Because}";
}
