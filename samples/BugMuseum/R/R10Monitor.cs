using IrqModel;
using IrqModel.Contracts;

namespace BugMuseum.R;

/// <summary>What both models of R10 have in common: a monitor whose guest masks a vector and unmasks it.</summary>
internal abstract class R10Monitor(Machine machine) : Kernel(machine)
{
    /// <summary>The guest writes vector control twice.</summary>
    public async Flow MaskAndUnmask(PciFunction function)
    {
        Mask(function);
        await Flow.Completed;                   // the guest moves its handler
        Unmask(function);
    }

    /// <summary>VfioMsix: the mask bit was set.</summary>
    protected abstract void Mask([MayArriveWith(Facts.MsiEnabled)] PciFunction function);

    /// <summary>VfioMsix: the mask bit was cleared.</summary>
    protected abstract void Unmask(PciFunction function);
}
