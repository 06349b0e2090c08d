namespace IrqModel.Engine;

/// <content>Queued invalidation, the only way to invalidate the entry cache (VT-d specification 6.5.1, 6.5.2).</content>
internal sealed partial class RemappingHardware
{
    // IQH and IQT: bits 18:4, the number of a 128-bit descriptor.
    private const ulong QueuePointerMask = 0x7_FFF0;

    private ulong queueAddress;
    private ulong queueHead;
    private ulong queueTail;
    private bool queueError;

    /// <summary>Does what a descriptor says, as if software had queued it and waited.</summary>
    /// <returns>False if it was not done: queue off or in error, or a descriptor that is wrong.</returns>
    public bool Submit(in InvalidationDescriptor descriptor)
    {
        if ((Status & GlobalCommand.QueuedInvalidation) == 0)
        {
            Misused(MisuseKind.InvalidationQueueOff, descriptor.Low);
            return false;
        }

        if (!queueError && !Execute(descriptor)) queueError = true;
        return !queueError;
    }

    // IQT was written: runs up to there. A wrong descriptor sets FSTS.IQE, and the head stays on it.
    private void RunQueue()
    {
        if ((Status & GlobalCommand.QueuedInvalidation) == 0)
        {
            Misused(MisuseKind.InvalidationQueueOff, queueTail);
            return;
        }

        var size = 4096UL << (int)(queueAddress & 7);
        while (!queueError && queueHead != queueTail)
        {
            var words = memory.Find((queueAddress & ~PageMask) + queueHead, 2);
            if (words.IsEmpty || queueTail >= size || !Execute(new(words[0], words[1])))
            {
                queueError = true;
                return;
            }

            queueHead = (queueHead + 16) % size;
        }
    }

    private bool Execute(in InvalidationDescriptor descriptor)
    {
        if (descriptor.HasReservedBits) return false;
        switch (descriptor.Type)
        {
            case InvalidationDescriptor.EntryCacheType when !descriptor.IsSelective:
                cache.Invalidate();
                return true;
            case InvalidationDescriptor.EntryCacheType when descriptor.IndexMask > Capabilities.MaximumHandleMask:
                Misused(MisuseKind.InvalidationMaskTooLarge, descriptor.Low);
                return true;
            case InvalidationDescriptor.EntryCacheType:
                cache.Invalidate(descriptor.Index, descriptor.IndexMask);
                return true;
            case InvalidationDescriptor.WaitType:
                WriteStatus(descriptor);
                return true;
            case InvalidationDescriptor.ContextCacheType or InvalidationDescriptor.IotlbType or InvalidationDescriptor.DeviceTlbType:
                // Caches of DMA remapping, which is not modelled.
                return true;
            default:
                return false;
        }
    }

    private void WriteStatus(in InvalidationDescriptor descriptor)
    {
        if (!descriptor.WritesStatus) return;
        var words = memory.Find(descriptor.StatusAddress & ~7UL, 1);
        if (words.IsEmpty) return;
        var shift = (descriptor.StatusAddress & 4) != 0 ? 32 : 0;
        words[0] = (words[0] & ~(0xFFFF_FFFFUL << shift)) | ((ulong)descriptor.StatusData << shift);
    }
}
