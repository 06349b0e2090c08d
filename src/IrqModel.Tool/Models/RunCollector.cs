using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Models;

/// <summary>Collects the runs of the model in this process, changes them as the user wants, and tells where the model is.</summary>
/// <param name="request">What the user wants.</param>
/// <param name="status">Where to tell it.</param>
internal sealed class RunCollector(WorkerRequest request, WorkerStatus status) : SimulationObserver
{
    /// <summary>The most runs that are kept.</summary>
    public const int MostRuns = 1000;

    private readonly Lock gate = new();
    private readonly List<ToolRun> runs = [];
    private readonly Dictionary<SimulationPlan, Recording> recordings = new(ReferenceEqualityComparer.Instance);
    private readonly HostChoice? builtIn = request.Host is { } name ? HostCatalogue.Find(name) : null;
    private int started;
    private int leftOut;

    /// <summary>How many runs were started.</summary>
    public int Count
    {
        get
        {
            lock (gate) return started;
        }
    }

    /// <summary>The runs so far, and how many more there were.</summary>
    public (ImmutableArray<ToolRun> Runs, int LeftOut) Collected
    {
        get
        {
            lock (gate) return ([.. runs], leftOut);
        }
    }

    /// <summary>Why a run failed, the first that did.</summary>
    public Exception? Failure { get; private set; }

    public override SimulationPlan Plan(SimulationPlan asked)
    {
        lock (gate)
        {
            var recording = new Recording(++started, request.TraceLength);
            var plan = asked with
            {
                Machine = request.Machine is { } machine ? machine.CreateMachine : asked.Machine,
                Host = builtIn is { } choice ? machine => choice.Create(machine, [new EveryFunctionDriver()]) : asked.Host,
                Scenario = request.Machine is { } other ? host => EnabledVfs.Play(host, other) : asked.Scenario,
                Options = asked.Options with
                {
                    Seed = request.Seed ?? asked.Options.Seed,
                    Choices = ReplayOf(recording.Number) ?? asked.Options.Choices,
                    RestlessFunctions = asked.Options.RestlessFunctions || request.IsRestless,
                    TraceTo = step => Trace(recording, step),
                },
            };
            recordings.Add(plan, recording);
            status.Text = $"in run {recording.Number}, while the machine was described";
            return plan;
        }
    }

    public override void Started(SimulationPlan plan, Machine machine, Host host)
    {
        var recording = RecordingOf(plan);
        recording.Machine = request.Machine ?? MachineDescription.Of(machine);
        recording.Host = host.GetType().Name;
        status.Text = $"in run {recording.Number} ({recording.Host} on '{machine.Name}'), before the first operation";
    }

    public override void Ended(SimulationPlan plan, RunResult result)
    {
        var recording = RecordingOf(plan);
        CheckReplay(recording, plan, result);
        if (!IsWanted(recording)) return;
        var run = ToolRun.Of(request.Name, builtIn?.Name ?? recording.Host, recording.Machine, result) with
        {
            HostVersions = builtIn?.Versions,
            Trace = recording.Trace.ToImmutable(),
            TraceLeftOut = recording.LeftOut,
        };
        lock (gate)
        {
            recordings.Remove(plan);
            if (runs.Count < MostRuns) runs.Add(run);
            else leftOut++;
        }

        status.Text = $"after run {recording.Number}";
    }

    public override void Failed(SimulationPlan plan, Exception failure)
    {
        lock (gate) Failure ??= failure;
    }

    private ImmutableArray<int>? ReplayOf(int number) => request.Replay switch
    {
        null => null,
        { Length: 1 } one when request.Run is null || request.Run == number => one[0],
        { } each when each.Length >= number => each[number - 1],
        _ => null,
    };

    private void CheckReplay(Recording recording, SimulationPlan plan, RunResult result)
    {
        if (ReplayOf(recording.Number) is not null && result.Choices.Length < plan.Options.Choices.Length)
        {
            throw new ModelException(
                $"The replay has {plan.Options.Choices.Length} choices, and run {recording.Number} had only {result.Choices.Length} to make: the choices are of another model.");
        }
    }

    private bool IsWanted(Recording recording) =>
        (request.Run is null || request.Run == recording.Number)
        && (request.Host is null || builtIn is not null || string.Equals(recording.Host, request.Host, StringComparison.OrdinalIgnoreCase));

    private Recording RecordingOf(SimulationPlan plan)
    {
        lock (gate) return recordings[plan];
    }

    private void Trace(Recording recording, in TraceEvent step)
    {
        status.Text = $"in run {recording.Number} ({recording.Host}), after step {step.Step}: {step.Text}"
            + (step.Location.Line == 0 ? "" : $" at {RunPlace.Of(step.Location)}");
        if (recording.Trace.Count < recording.Length) recording.Trace.Add(RunStep.Of(step));
        else if (recording.Length > 0) recording.LeftOut++;
    }

    /// <summary>What is known of a run that goes on.</summary>
    private sealed class Recording(int number, int length)
    {
        public int Number => number;

        public int Length => length;

        public string Host { get; set; } = "";

        public MachineDescription? Machine { get; set; }

        public ImmutableArray<RunStep>.Builder Trace { get; } = ImmutableArray.CreateBuilder<RunStep>();

        public int LeftOut { get; set; }
    }
}
