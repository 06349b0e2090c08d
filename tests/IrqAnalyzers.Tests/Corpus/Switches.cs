namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Switches over what remembers, and loops that go from state to state.</summary>
internal static class Switches
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A switch over an enumeration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var state = State.New;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = State.Known;
                    }

                    switch (state)
                    {
                        case State.Known:
                            function.AssignMsiDomain(null);
                            break;
                        case State.Lost:
                            function.AssignMsiDomain(null);
                            break;
                        default:
                            break;
                    }

                    await function.Add(); // IRQ3001
                }

                private enum State { New, Known, Lost }
            }
            """),
        new("A switch over an enumeration, the wrong arm", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var state = State.New;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = State.Known;
                    }

                    switch (state)
                    {
                        case State.Known:
                            break;
                        default:
                            function.AssignMsiDomain(null); // IRQ1001
                            break;
                    }

                    await function.Add(); // IRQ3001
                }

                private enum State { New, Known, Lost }
            }
            """),
        new("Two switches over a number that nobody knows", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var mode = Firmware.Count;
                    switch (mode)
                    {
                        case 1:
                            Dmar.Register(function);
                            break;
                        case 3:
                            break;
                        default:
                            Dmar.Register(function);
                            break;
                    }

                    switch (mode)
                    {
                        case 3:
                            break;
                        default:
                            function.AssignMsiDomain(null);
                            break;
                    }

                    await function.Add(); // IRQ3001
                }
            }
            """),
        new("Two switches over a number that nobody knows, the wrong arm", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var mode = Firmware.Count;
                    switch (mode)
                    {
                        case 1:
                            Dmar.Register(function);
                            break;
                        case 3:
                            break;
                        default:
                            Dmar.Register(function);
                            break;
                    }

                    switch (mode)
                    {
                        case 3:
                            function.AssignMsiDomain(null); // IRQ1001
                            break;
                        default:
                            break;
                    }

                    await function.Add(); // IRQ3001
                }
            }
            """),
        new("A switch expression gives a number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var rank = function switch
                    {
                        VirtualFunction => 0,
                        _ => 2,
                    };
                    if (rank > 0) Dmar.Register(function);
                    if (rank != 0) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001@virtual
                }
            }
            """),
        new("A state machine", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var step = 0;
                    while (step < 2)
                    {
                        switch (step)
                        {
                            case 0:
                                Dmar.Register(function);
                                break;
                            case 1:
                                function.AssignMsiDomain(null);
                                break;
                        }

                        step++;
                    }

                    await function.Add();
                }
            }
            """),
        new("A state machine in the wrong order", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var step = 0;
                    while (step < 2)
                    {
                        switch (step)
                        {
                            case 0:
                                function.AssignMsiDomain(null); // IRQ1001
                                break;
                            case 1:
                                Dmar.Register(function);
                                break;
                        }

                        step++;
                    }

                    await function.Add();
                }
            }
            """),
        new("A state machine with an enumeration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var step = Step.Register;
                    while (step != Step.Done)
                    {
                        switch (step)
                        {
                            case Step.Register:
                                Dmar.Register(function);
                                step = Step.Decide;
                                break;
                            case Step.Decide:
                                function.AssignMsiDomain(null);
                                step = Step.Done;
                                break;
                        }
                    }

                    await function.Add();
                }

                private enum Step { Register, Decide, Done }
            }
            """),
        new("The first round of a loop registers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    for (var round = 0; round < 3; round++)
                    {
                        if (round == 0) Dmar.Register(function);
                        function.AssignMsiDomain(null);
                    }

                    await function.Add();
                }
            }
            """),
        new("The second round of a loop registers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    for (var round = 0; round < 3; round++)
                    {
                        if (round == 1) Dmar.Register(function);
                        function.AssignMsiDomain(null); // IRQ1001
                    }

                    await function.Add();
                }
            }
            """),
        new("Rounds are counted where paths have been taken together", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var a = Firmware.Ask();
                    var b = Firmware.Ask();
                    var c = Firmware.Ask();
                    if (a) Firmware.Legacy = true;
                    if (b) Firmware.Legacy = false;
                    if (c) Firmware.Legacy = true;
                    for (var step = 0; step < 2; step++)
                    {
                        switch (step)
                        {
                            case 0: break;
                            case 1: break;
                            default: function.AssignMsiDomain(null); break;
                        }
                    }

                    if (a) Firmware.Legacy = true;
                    if (b) Firmware.Legacy = false;
                    if (c) Firmware.Legacy = true;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A gap in the numbers of the first arm of many", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var m = Firmware.Count;
                    if (m > 2 || m == 1) return;
                    int code;
                    switch (Firmware.Count)
                    {
                        case 10: code = m; break;
                        case 0: code = -3; break;
                        case 1: code = -4; break;
                        case 2: code = -5; break;
                        case 3: code = -6; break;
                        case 4: code = -7; break;
                        case 5: code = -8; break;
                        case 6: code = -9; break;
                        case 7: code = -10; break;
                        default: code = 2; break;
                    }

                    if (code == 1) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }
            }
            """),
        new("A gap in the numbers of the last arm of many", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var m = Firmware.Count;
                    if (m > 2 || m == 1) return;
                    int code;
                    switch (Firmware.Count)
                    {
                        case 0: code = -3; break;
                        case 1: code = -4; break;
                        case 2: code = -5; break;
                        case 3: code = -6; break;
                        case 4: code = -7; break;
                        case 5: code = -8; break;
                        case 6: code = -9; break;
                        case 7: code = -10; break;
                        case 8: code = 2; break;
                        default: code = m; break;
                    }

                    if (code == 1) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }
            }
            """),
        new("A string that is none of several", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var mode = Firmware.Ask() ? "on" : Firmware.Ask() ? "off" : "strict";
                    if (mode == "legacy") function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }
            }
            """),
    ];
}
