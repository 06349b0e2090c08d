using IrqModel.Engine;

namespace BugMuseum;

/// <summary>Tells what came to harm in a run.</summary>
internal static class Harm
{
    /// <summary>The first interrupt that did not arrive, or what was lost; <see langword="null"/> if nothing came to harm.</summary>
    public static string? In(RunResult result)
    {
        foreach (var stray in result.Strays) return stray.ToString();
        foreach (var leak in result.Leaks) return leak.ToString();
        foreach (var function in result.Functions)
        {
            foreach (var interrupt in function.Interrupts)
            {
                if (interrupt.Outcome is DeliveryOutcome.Delivered) continue;
                var how = interrupt.Fault == FaultReason.None
                    ? interrupt.Outcome.ToString()
                    : $"fault 0x{(byte)interrupt.Fault:x2}, {FaultRecord.Describe(interrupt.Fault)}";
                return $"{function.Name} vector {interrupt.Index}: {how}{LostAt(interrupt)}";
            }
        }

        return null;
    }

    /// <summary>The first endpoint whose driver got no vectors; <see langword="null"/> if each has some.</summary>
    public static string? WithoutVectors(RunResult result)
    {
        foreach (var function in result.Functions)
        {
            if (function.Driver is not null && function.Interrupts.IsEmpty) return $"{function.Name}: the driver got no vectors";
        }

        return null;
    }

    // The station at which the message went no further.
    private static string LostAt(InterruptReport interrupt)
    {
        foreach (var hop in interrupt.Hops)
        {
            if (hop.IsLost) return $" (lost at {hop})";
        }

        return "";
    }
}
