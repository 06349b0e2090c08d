using FirstModel;
using IrqModel.Engine;

var result = Simulation.Run(MyMachine.Build, machine => new MyHost(machine), host => MyMachine.Nic(host).EnableSriov(2));
foreach (var function in result.Functions.Where(function => !function.Interrupts.IsEmpty))
    Console.WriteLine($"{function.Name,-12} {function.DomainChain,-42} {(function.Delivers ? "arrives" : $"fault 0x{(byte)function.Fault:x2}")}");
foreach (var finding in result.Findings) Console.WriteLine(finding);
