using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An interrupt of which a kernel log says that nobody handled it, or that it did not come.</summary>
/// <param name="Kind">What the log says of it.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">The message, without a time stamp.</param>
public sealed record LogUnhandledInterrupt(LogUnhandledKind Kind, int Line, string Text)
{
    /// <summary>The interrupt's number, as <c>/proc/interrupts</c> has it, or null.</summary>
    public int? Irq { get; init; }

    /// <summary>The number of the processor that took it, or null.</summary>
    public int? Processor { get; init; }

    /// <summary>The vector that it came on, 0 to 255, or null.</summary>
    public int? Vector { get; init; }

    /// <summary>
    /// The handlers that were asked and did not take it, e.g. "usb_hcd_irq [usbcore]"; of an interrupt that is not shared, who was refused it and
    /// who has it. Empty where the log does not list them.
    /// </summary>
    public ImmutableArray<string> Handlers { get; init; } = [];

    /// <summary>Whether a driver says it of its device.</summary>
    public bool IsOfDriver => Kind is LogUnhandledKind.NotReceived or LogUnhandledKind.Polled or LogUnhandledKind.NotAllocated or LogUnhandledKind.TimedOut;

    /// <summary>The driver that says it of its device, or null.</summary>
    public string? Driver { get; init; }

    /// <summary>The device by the system's name, e.g. "nvme0" or "enp3s0", or null.</summary>
    public string? Device { get; init; }

    /// <summary>The function, by the line itself or by what the log says of its name; null where neither tells it.</summary>
    public Bdf? Function { get; init; }

    /// <summary>The functions that the log calls by other names than <see cref="Device"/>. Empty if no function is named, or the device is not.</summary>
    public ImmutableArray<Bdf> OtherDevices { get; init; } = [];
}
