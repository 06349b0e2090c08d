namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Objects that are put away when a device comes, and taken out when it goes.</summary>
internal static class PutAway
{
    private const string Sessions = """
        public abstract class Session
        {
            protected readonly PciFunction function;

            protected Session(PciFunction function) => this.function = function;

            public void Stop() => function.ReleaseInterrupts();

            public void Free() => function.FreeVectors();
        }

        public sealed class Hasty : Session
        {
            public Hasty(PciFunction function) : base(function) { }

            public void End()
            {
                function.FreeVectors(); // IRQ4001?
                function.ReleaseInterrupts();
            }
        }

        public sealed class Careful : Session
        {
            public Careful(PciFunction function) : base(function) { }

            public void End()
            {
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }

        public abstract class SessionDriver : PciDriver
        {
            protected SessionDriver() : base("sessions") { }

            public override bool Matches(PciFunction function) => true;
        }

        """;

    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A session out of a dictionary frees what is requested", Sessions + """
            public sealed class D : SessionDriver
            {
                private readonly Dictionary<PciFunction, Hasty> sessions = new();

                protected override async Flow Unbind(PciFunction function)
                {
                    if (sessions.TryGetValue(function, out var session)) session.End(); // IRQ4001?
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.FreeVectors();
                }
            }
            """),
        new("A session in a field frees what is requested", Sessions + """
            public sealed class D : SessionDriver
            {
                private Hasty session = null!;

                protected override async Flow Probe(PciFunction function) => session = new Hasty(function);

                protected override async Flow Unbind(PciFunction function)
                {
                    session.End(); // IRQ4001?
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """),
        new("A session out of a dictionary takes back what it should", Sessions + """
            public sealed class D : SessionDriver
            {
                private readonly Dictionary<PciFunction, Careful> sessions = new();

                protected override async Flow Unbind(PciFunction function)
                {
                    if (sessions.Remove(function, out var session)) session.End();
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """),
        new("The interrupts are released before a session frees the vectors", Sessions + """
            public sealed class D : SessionDriver
            {
                private readonly Dictionary<PciFunction, Hasty> sessions = new();

                protected override async Flow Unbind(PciFunction function)
                {
                    function.ReleaseInterrupts();
                    if (sessions.TryGetValue(function, out var session)) session.End();
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.FreeVectors();
                }
            }
            """),
        new("A session is asked for twice", Sessions + """
            public sealed class D : SessionDriver
            {
                private readonly Dictionary<PciFunction, Careful> sessions = new();

                protected override async Flow Unbind(PciFunction function)
                {
                    if (sessions.ContainsKey(function))
                    {
                        sessions[function].Stop();
                        sessions[function].Free();
                    }

                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """),
        new("Another device of the driver is nobody's business", Sessions + """
            public sealed class D : SessionDriver
            {
                private readonly List<PciFunction> idle = new();
                private PciFunction? spare;

                protected override async Flow Unbind(PciFunction function)
                {
                    foreach (var other in idle) other.FreeVectors();
                    spare?.FreeVectors();
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """),
    ];
}
