using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An interrupt of which a kernel log says that nobody handled it.</summary>
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
}
