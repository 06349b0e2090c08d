namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Code that runs when a block is left: using, finally, and what it awaits.</summary>
internal static class Disposal
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("What holds a function back lets it go at the end of using", """
            public sealed class Hold : IDisposable { private readonly PciFunction f; public Hold(PciFunction function) { f = function; f.MatchDriver = false; } public void Dispose() => f.MatchDriver = true; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using (new Hold(function)) await function.Add();
                    await function.Attach();
                }
            }
            """),
        new("What a factory makes is disposed of at the end of using", """
            public sealed class Hold : IDisposable { private readonly PciFunction f; private Hold(PciFunction function) { f = function; f.MatchDriver = false; } public static Hold Take(PciFunction function) => new(function); public void Dispose() => f.MatchDriver = true; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using var held = Hold.Take(function);
                    await function.Add();
                }
            }
            """),
        new("A primary constructor keeps what is let go at the end", """
            public sealed class Release(PciFunction f) : IDisposable { public void Dispose() => f.MatchDriver = true; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    using var held = new Release(function);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("What registers at the end of using has registered afterwards", """
            public sealed class Reg(Iommu i, PciFunction f) : IDisposable { public void Dispose() => i.Register(f); }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using (new Reg(Dmar, function)) { }
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("What decides at the end of using decides too early", """
            public sealed class Late(PciFunction f) : IDisposable { public void Dispose() => f.AssignMsiDomain(null); }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using (new Late(function)) { } // IRQ1001
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("What a derived type does when the base disposes may have been done", """
            public class Base : IDisposable { public void Dispose() => Dispose(true); protected virtual void Dispose(bool disposing) { } }
            public class Hold : Base { private readonly PciFunction f; public Hold(PciFunction function) { f = function; f.MatchDriver = false; } protected override void Dispose(bool disposing) => f.MatchDriver = true; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using (new Hold(function)) await function.Add();
                }
            }
            """),
        new("An interface method of an object that was made here is its own", """
            public interface IStep
            {
                void Run(PciFunction function);
            }

            public class Early : IStep
            {
                public virtual void Run(PciFunction function) => function.AssignMsiDomain(null);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    IStep step = new Early();
                    step.Run(bus.AddFunction("04.0")); // IRQ1001
                }
            }
            """),
        new("A flow awaited in a finally is awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add(); try { function.SetDefaultMsiDomain(null); } finally { await adding; }
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow awaited in a finally if it was started is awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Flow? adding = null; try { adding = function.Add(); } finally { if (adding is not null) await adding; }
                    function.MatchDriver = true;
                }
            }
            """),
        new("What a flow does is done after the finally that awaits it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    try { function.SetDefaultMsiDomain(null); }
                    finally { await adding; }
                    function.AssignMsiDomain(null);
                    function.MatchDriver = true;
                }
            }
            """),
        new("A helper that awaits in a finally awaits", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    await X(function);
                }

                private async Flow X(PciFunction f) { f.MatchDriver = false; var a = f.Add(); try { } finally { await a; } f.MatchDriver = true; }
            }
            """),
        new("A flow that a local function awaits is awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add(); async Flow Wait() { await adding; } await Wait();
                    function.MatchDriver = true;
                }
            }
            """),
        new("An override in a sealed class that does nothing does nothing", """
            public abstract class Mid : BenchHost { protected Mid(Machine machine) : base(machine) { } protected virtual void Prepare(PciFunction f) => Dmar.Register(f); }
            public sealed class H : Mid
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }

                protected override void Prepare(PciFunction f) { }
            }
            """),
        new("A partial method that nobody implements is not called", """
            public sealed partial class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                partial void Prepare(PciFunction function);

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }
            }
            """),
    ];
}
