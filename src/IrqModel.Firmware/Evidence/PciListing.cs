using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// The functions of a machine at one moment. Two listings of one form in one input are two states of the machine, the later one last;
/// in a listing an address appears once.
/// </summary>
public sealed record PciListing
{
    private readonly Dictionary<Bdf, PciDeviceInfo> _byAddress = [];

    /// <summary>The input.</summary>
    public required string Source { get; init; }

    /// <summary>What the listing is.</summary>
    public required ListingForm Form { get; init; }

    /// <summary>The functions, in the order of the listing. There is at least one.</summary>
    public required ImmutableArray<PciDeviceInfo> Functions
    {
        get;
        init
        {
            field = value;
            _byAddress = [];
            foreach (PciDeviceInfo function in value)
                _byAddress.TryAdd(function.Address, function);
        }
    }

    /// <summary>The first line, counted from 1, or null where there are no lines.</summary>
    public int? FirstLine { get; init; }

    /// <summary>The last line, or null where there are no lines.</summary>
    public int? LastLine { get; init; }

    /// <summary>The command that a prompt before the listing shows, e.g. "lspci -vvv -s 3b:00.0", or null.</summary>
    public string? Command { get; init; }

    /// <summary>The machine that the prompt before the listing names, or null.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the listing visibly ends early or has a gap: "--More--", an ellipsis, a line that breaks off.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>Whether the command selects functions (<c>-s</c>, <c>-d</c>): the machine has others.</summary>
    public bool IsSelection { get; init; }

    /// <summary>
    /// Whether every bridge says its bus numbers, and every bus but bus 0 is behind a listed bridge: where false, a bridge that is not
    /// shown may lead to some function, or there are several root buses.
    /// </summary>
    public required bool ShowsTopology { get; init; }

    /// <summary>The function at an address, or null.</summary>
    /// <param name="address">The address.</param>
    public PciDeviceInfo? Find(Bdf address) => _byAddress.GetValueOrDefault(address);
}
