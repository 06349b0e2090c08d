using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Gives the operations of the DSL their meaning. One instance a run.</summary>
internal sealed partial class ModelEngine : ModelRuntime
{
    private readonly Machine machine;
    private readonly RunOptions options;
    private readonly LocalApics apics;
    private readonly Interconnect interconnect;
    private readonly InterruptCore interrupts;
    private readonly ProtocolChecker protocol;
    private readonly List<BusNotifier> notifiers = [];
    private readonly List<PciDriver> drivers = [];
    private readonly List<FaultRecord> faults = [];
    private readonly ImmutableArray<TraceEvent>.Builder trace = ImmutableArray.CreateBuilder<TraceEvent>();

    public ModelEngine(Machine machine, RunOptions options)
    {
        this.machine = machine;
        this.options = options;
        Scheduler = new Scheduler(options);
        apics = new LocalApics(machine.Processors);
        var posting = new PostedInterrupts(machine);
        interconnect = new Interconnect(apics, posting);
        interrupts = new InterruptCore(machine, apics, posting);
        protocol = new ProtocolChecker(machine, options.KeepHarmless, PlaceInModel, function => Promote(function, LossCause.DomainUndecided));
        foreach (var unit in machine.RemappingUnits) unit.Hardware = interrupts.CreateHardware(unit);
    }

    public Scheduler Scheduler { get; }

    public Host Host
    {
        get;
        set
        {
            field = value;
            interrupts.Host = value;
            interrupts.Logical = value.UsesLogicalDestinations;
        }
    } = null!;

    /// <summary>Reports what is wrong with the machine, independent of the host.</summary>
    public void CheckTopology() => protocol.CheckTopology();

    /// <summary>Ends the run, whether it succeeded or not: no operation may follow, and the next run gets the memory of this one.</summary>
    public void End()
    {
        protocol.End();
        interrupts.Release();
    }

    /// <summary>Lets every requested vector fire and reports the end of the run.</summary>
    public RunResult Finish()
    {
        var functions = ImmutableArray.CreateBuilder<FunctionReport>(Host.Added.Count);
        var explainer = new LossExplainer(protocol, unitChanges, BootPlace, UndecidedPlace, Promote);
        foreach (var function in Host.Added.OrderBy(function => function.Address))
        {
            var report = Report(function);
            explainer.Explain(function, HardwareOf(function), report.Interrupts);
            functions.Add(report);
        }

        return new(
            machine, Host, functions.MoveToImmutable(), [.. protocol.Findings], [.. faults], trace.ToImmutable(), Scheduler.Choices)
        {
            Consequences = [.. protocol.Consequences],
            Harmless = [.. protocol.Harmless],
            Strays = [.. strays],
            Leaks = [.. leaks],
            Losses = explainer.Losses,
            Misuses = [.. machine.RemappingUnits.SelectMany(unit => unit.Hardware is InterruptRemapper hardware ? hardware.Misuses : [])],
        };
    }

    /// <summary>The hardware side of a function, wired up at first use: which unit covers it is a matter of topology.</summary>
    private FunctionHardware HardwareOf(PciFunction function)
    {
        if (function.Hardware is FunctionHardware existing) return existing;
        var hardware = new FunctionHardware
        {
            Unit = machine.UnitCovering(function)?.Hardware as InterruptRemapper,
            EmittedId = RequesterAliases.Emitted(function),
            ProxyIds = function.ProxyIds,
            Physical = function.PhysicalFunction is { } physical ? HardwareOf(physical) : null,
            Behind = function.RealDmaFunction is var real && real != function ? HardwareOf(real) : null,
        };
        function.Hardware = hardware;
        return hardware;
    }

    private FunctionReport Report(PciFunction function)
    {
        var hardware = HardwareOf(function);
        var reports = ImmutableArray.CreateBuilder<InterruptReport>(hardware.Interrupts.Length);
        for (var index = 0; index < hardware.Interrupts.Length; index++)
        {
            var interrupt = hardware.Interrupts[index];
            var result = Fire(hardware, interrupt);
            Trace($"{function} vector {interrupt.Index}: {interrupt.Message} -> {Describe(result)}", default, "Fire");
            reports.Add(new(interrupt, EntryOf(interrupt), result) { Amd = AmdEntryOf(function, interrupt) });
        }

        return new(
            function, machine.UnitCovering(function), pinUsers.Contains(function) ? function.Gsi : null, reports.MoveToImmutable());
    }

    private static Irte? EntryOf(Interrupt interrupt) =>
        interrupt.Table is { Unit.Architecture: RemappingArchitecture.VtD } table ? table.Read(interrupt.EntryIndex) : null;

    // The way that the unit takes: from the id under which the function sends to the device table, and from there to the table.
    private static (AmdDeviceEntry Device, AmdIrte? Entry)? AmdEntryOf(PciFunction function, Interrupt interrupt)
    {
        if (interrupt.Table is not { Unit.Hardware: AmdRemappingHardware hardware }) return null;
        if (!hardware.TryReadDevice(RequesterAliases.Emitted(function), out var device)) return null;
        return (device, hardware.TryReadEntry(device, interrupt.EntryIndex, out var entry) ? entry : null);
    }

    private static string Describe(InterconnectResult result) => result.Outcome switch
    {
        DeliveryOutcome.Delivered => $"processor {result.Processor} vector 0x{result.Vector:x2}: delivered",
        DeliveryOutcome.HostHandler => $"processor {result.Processor} vector 0x{result.Vector:x2}: the host's handler, although it is posted to a vCPU",
        DeliveryOutcome.Blocked => $"fault 0x{(byte)result.Fault:x2}: {FaultRecord.Describe(result.Fault)}",
        DeliveryOutcome.Masked => "masked",
        DeliveryOutcome.Disabled => "MSI is disabled",
        DeliveryOutcome.NotAnInterrupt => "a write to memory, no interrupt",
        DeliveryOutcome.Silent => "the function does not answer",
        DeliveryOutcome.WrongHandler => $"processor {result.Processor} vector 0x{result.Vector:x2}: another function's handler",
        _ => $"processor {result.Processor} vector 0x{result.Vector:x2}: no handler",
    };

    private void Trace(
        [InterpolatedStringHandlerArgument("")] ref TraceText text, SourceLocation at, [CallerMemberName] string operation = "")
    {
        if (!options.WantsTrace) return;
        var step = new TraceEvent(Scheduler.Steps, text.ToString(), at)
        {
            Operation = operation,
            Subject = text.Subject?.ToString() ?? "",
            Function = (text.Subject as PciFunction)?.Address,
        };
        options.TraceTo?.Invoke(step);
        if (options.Trace) trace.Add(step);
    }

    private static string ChainOf(IrqDomain? domain) => domain?.Chain ?? "none";

    // A function that leaves the system comes back as a new one.
    private static void Forget(PciFunction function)
    {
        function.MatchDriver = true;
        function.EstablishedFacts = Facts.None;
        ObjectFacts.Forget(function);
        function.MsiDomain = null;
        function.DeviceMsiDomain = null;
        function.Driver = null;
    }

    /// <summary>Formats trace texts only when a trace is kept. The first value in a text is what the text is about.</summary>
    [InterpolatedStringHandler]
    internal ref struct TraceText
    {
        private DefaultInterpolatedStringHandler text;

        public TraceText(int literalLength, int formattedCount, ModelEngine engine, out bool wanted)
        {
            wanted = engine.options.WantsTrace;
            text = wanted ? new(literalLength, formattedCount) : default;
        }

        public object? Subject { get; private set; }

        public void AppendLiteral(string value) => text.AppendLiteral(value);

        public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

        public void AppendFormatted<T>(T value, string? format)
        {
            Subject ??= value;
            text.AppendFormatted(value, format);
        }

        public override string ToString() => text.ToStringAndClear();
    }
}
