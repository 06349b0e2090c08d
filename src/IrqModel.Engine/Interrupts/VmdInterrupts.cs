namespace IrqModel.Engine;

/// <summary>Interrupts of what is behind an Intel VMD: each rides on a vector of the VMD, which several may share.</summary>
internal static class VmdInterrupts
{
    /// <summary>Allocates interrupts on the vectors of a VMD. They take neither vectors nor table entries of their own.</summary>
    /// <returns>The interrupts; none if the VMD has no vectors to ride on.</returns>
    public static Interrupt[] Allocate(PciFunction function, VmdMsiDomain domain, int count, InterruptNumbers numbers)
    {
        if (domain.Controller.Hardware is not FunctionHardware { Interrupts.Length: > 0 } controller) return [];

        // Linux vmd_set_msi_remapping(): from now on the VMD takes every message from behind it for one to itself.
        controller.TakesOverMessages = true;
        var interrupts = new Interrupt[count];
        for (var index = 0; index < count; index++)
        {
            interrupts[index] = new Interrupt
            {
                Function = function,
                Domain = domain,
                Index = index,
                Number = numbers.Allocate(),
                Vector = VectorAllocator.Shutdown,
                Carrier = Next(controller),
            };
        }

        return interrupts;
    }

    // Linux vmd_next_irq() for storage: the vector that fewest ride on, but not the first, which is for all that is slow.
    private static Interrupt Next(FunctionHardware controller)
    {
        var all = controller.Interrupts;
        var best = all[^1];
        for (var index = all.Length - 1; index >= Math.Min(1, all.Length - 1); index--)
        {
            if (all[index].Riders <= best.Riders) best = all[index];
        }

        best.Riders++;
        return best;
    }
}
