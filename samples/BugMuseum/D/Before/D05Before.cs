using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.D;

/// <summary>Linux before 9791ec7df0e7: nothing between the look-up and the MAPD.</summary>
internal sealed class D05Before(Machine machine) : D05Host(machine)
{
    private const int Steps = 20;

    private readonly HashSet<int> devices = [];

    protected override PciDriver CreateDriver(string name) => new Driver(name, devices);

    private sealed class Driver(string name, HashSet<int> devices) : PciDriver(name)
    {
        public override bool Matches(PciFunction function) => function.Name == Name;

        protected override async Flow Probe(PciFunction function)
        {
            var id = function.Bus.Number;       // the DeviceID of everything behind the bridge
            if (!devices.Contains(id))          // its_find_device()
            {
                for (var step = 0; step < Steps; step++) await Flow.Completed; // its_create_device(): kzalloc() sleeps
                foreach (var other in function.Bus.Functions)
                {
                    if (other.HasVectors) other.ClearEntries(); // MAPD: another table, an empty one
                }

                devices.Add(id);
            }

            if (function.AllocateVectors(function.VectorCapacity) > 0) function.RequestInterrupts();
        }
    }
}
