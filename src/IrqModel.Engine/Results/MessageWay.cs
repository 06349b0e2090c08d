using System.Collections.Immutable;

namespace IrqModel.Engine;

/// <summary>Tells the way of one message station by station.</summary>
internal static class MessageWay
{
    /// <summary>The stations, from the sender to the place where the message ended.</summary>
    /// <param name="interrupt">The interrupt.</param>
    /// <param name="result">How its request ended.</param>
    public static ImmutableArray<MessageHop> Of(Interrupt interrupt, in InterconnectResult result)
    {
        var hops = ImmutableArray.CreateBuilder<MessageHop>();
        var sender = interrupt;
        if (result.Carrier is { } carrier)
        {
            hops.Add(new(MessageHopKind.Function, interrupt.Function.ToString(), $"vector {interrupt.Index} sends {interrupt.Message}")
            {
                Message = interrupt.Message,
            });
            sender = carrier;
        }

        var kind = result.Carrier is null ? MessageHopKind.Function : MessageHopKind.Controller;
        if (!result.IsSent)
        {
            hops.Add(new(kind, sender.Function.ToString(), Silence(result.Outcome, sender.Index)) { IsLost = true });
            return hops.ToImmutable();
        }

        hops.Add(new(kind, sender.Function.ToString(), $"vector {sender.Index} sends {result.Message}")
        {
            Message = result.Message,
            Requester = sender.Function.Address.RequesterId,
            IsLost = !result.Message.HitsInterruptRange,
        });
        if (!result.Message.HitsInterruptRange)
        {
            hops[^1] = hops[^1] with { Text = $"vector {sender.Index} writes {result.Message}, which is memory and no interrupt" };
            return hops.ToImmutable();
        }

        if (result.MissesController)
        {
            hops.Add(new(MessageHopKind.Controller, sender.Function.RealDmaFunction.ToString(), $"has no vector {result.Message.Destination}")
            {
                IsLost = true,
            });
            return hops.ToImmutable();
        }

        AddAliases(hops, sender.Function, result.Requester);
        AddUnit(hops, result);
        if (result.Outcome == DeliveryOutcome.Blocked) return hops.ToImmutable();
        AddArrival(hops, interrupt, result);
        return hops.ToImmutable();
    }

    private static string Silence(DeliveryOutcome outcome, int vector) => outcome switch
    {
        DeliveryOutcome.Masked => $"vector {vector} is masked, nothing is sent",
        DeliveryOutcome.Disabled => "MSI is off, nothing is sent",
        _ => "does not answer, nothing is sent",
    };

    private static void AddAliases(ImmutableArray<MessageHop>.Builder hops, PciFunction function, RequesterId requester)
    {
        var real = function.RealDmaFunction;
        if (real.Address.RequesterId == requester) return;
        foreach (var alias in real.DmaAliases)
        {
            if (ReferenceEquals(alias.Device, real) && alias.Id != requester) continue;
            hops.Add(new(MessageHopKind.Alias, alias.Device.ToString(), $"the request carries {alias.Id} from here on") { Requester = alias.Id });
        }
    }

    private static void AddUnit(ImmutableArray<MessageHop>.Builder hops, in InterconnectResult result)
    {
        if (result.Unit is not { } unit)
        {
            hops.Add(new(MessageHopKind.Unit, "none", "no unit covers the sender, the message goes on as it is") { Requester = result.Requester });
            return;
        }

        var looksUp = result.EntryNumber > 0;
        var text =
            looksUp ? $"takes the request of {result.Requester} for entry {result.EntryNumber - 1}"
            : result.Kind == RemapKind.Refused ? FaultText(result.Fault)
            : "lets the message pass as it is";
        hops.Add(new(MessageHopKind.Unit, unit.Name, text)
        {
            Requester = result.Requester,
            IsLost = !looksUp && result.Kind == RemapKind.Refused,
            Fault = looksUp ? FaultReason.None : result.Fault,
        });
        if (!looksUp) return;
        hops.Add(new(MessageHopKind.Entry, $"{unit.Name} entry {result.EntryNumber - 1}", result.Kind switch
        {
            RemapKind.Refused => FaultText(result.Fault),
            RemapKind.PostedWithNotification => "posts to memory and notifies",
            RemapKind.PostedQuietly => "posts to memory",
            RemapKind.Guest => "delivers to a guest",
            _ => $"gives processor {result.Processor} vector 0x{result.Vector:x2}",
        })
        {
            EntryIndex = result.EntryNumber - 1,
            IsLost = result.Kind == RemapKind.Refused,
            Fault = result.Fault,
        });
    }

    private static void AddArrival(ImmutableArray<MessageHop>.Builder hops, Interrupt interrupt, in InterconnectResult result)
    {
        var processor = result.Processor < 0 ? "no processor" : $"processor {result.Processor}";
        var isLost = result.Outcome == DeliveryOutcome.NoHandler;
        hops.Add(new(MessageHopKind.Vector, processor, $"vector 0x{result.Vector:x2}{(isLost ? ", for which no handler waits" : "")}")
        {
            Processor = result.Processor < 0 ? null : result.Processor,
            Vector = result.Vector,
            IsLost = isLost,
        });
        if (isLost) return;
        var handler = result.Handler ?? interrupt;
        var isWrong = result.Outcome != DeliveryOutcome.Delivered;
        hops.Add(new(MessageHopKind.Handler, $"{handler.Function} vector {handler.Index}", result.Outcome switch
        {
            DeliveryOutcome.Delivered when interrupt.PostedTo is { } vcpu => $"reaches {vcpu}",
            DeliveryOutcome.Delivered => "its handler runs",
            DeliveryOutcome.HostHandler => $"its handler in the host runs, although it is posted to {interrupt.PostedTo}",
            _ => "the handler of another interrupt runs",
        })
        { IsLost = isWrong });
    }

    private static string FaultText(FaultReason fault) => $"fault 0x{(byte)fault:x2}: {FaultRecord.Describe(fault)}";
}
