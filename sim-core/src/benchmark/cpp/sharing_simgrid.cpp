// The flow list of FlowList.java on SimGrid, plain max-min; see docs/benchmarks.md for the command.
// Prints the makespan and the user CPU of the engine run; writes every flow's finish if asked to.
#include <simgrid/s4u.hpp>
#include <sys/resource.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace sg4 = simgrid::s4u;

struct Flow {
  double start;
  double bytes;
  int from;
  int to;
  std::vector<int> links;
};

static double userSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_utime.tv_usec / 1e6;
}

static std::vector<Flow> readFlows(const char* file, int& links, double& capacity) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  int count;
  std::istringstream(line) >> links >> count >> capacity;
  std::vector<Flow> flows(count);
  for (Flow& flow : flows) {
    std::getline(in, line);
    std::istringstream fields(line);
    fields >> flow.start >> flow.bytes >> flow.from >> flow.to;
    for (int link; fields >> link;)
      flow.links.push_back(link);
  }
  return flows;
}

int main(int argc, char** argv) {
  sg4::Engine engine(&argc, argv);
  for (const char* setting :
       {"network/model:CM02", "network/bandwidth-factor:1", "network/latency-factor:1",
        "network/TCP-gamma:0", "network/crosstraffic:0", "network/weight-S:0"})
    sg4::Engine::set_config(setting);

  int linkCount;
  double capacity;
  std::vector<Flow> flows = readFlows(argv[1], linkCount, capacity);
  auto* zone = sg4::create_full_zone("fabric");
  std::vector<sg4::Link*> links;
  for (int i = 0; i < linkCount; i++)
    links.push_back(zone->create_link("link" + std::to_string(i), capacity)->set_latency(0)->seal());
  std::map<int, sg4::Host*> hosts;
  std::set<std::pair<int, int>> routed;
  for (const Flow& flow : flows)
    for (int host : {flow.from, flow.to})
      if (!hosts.count(host))
        hosts[host] = zone->create_host("host" + std::to_string(host), 1e9)->seal();
  for (const Flow& flow : flows) {
    if (!routed.insert({flow.from, flow.to}).second)
      continue;
    std::vector<sg4::LinkInRoute> route;
    for (int link : flow.links)
      route.emplace_back(links[link]);
    zone->add_route(hosts[flow.from]->get_netpoint(), hosts[flow.to]->get_netpoint(), nullptr,
                    nullptr, route, false);
  }
  zone->seal();

  // The callback of wait() comes in the order of waiting: the finish is asked of the flow itself.
  std::vector<double> finishes(flows.size());
  sg4::Actor::create("driver", hosts.begin()->second, [&] {
    std::vector<sg4::CommPtr> comms;
    for (const Flow& flow : flows) {
      if (flow.start > sg4::Engine::get_clock())
        sg4::this_actor::sleep_until(flow.start);
      comms.push_back(sg4::Comm::sendto_async(hosts[flow.from], hosts[flow.to], flow.bytes));
    }
    for (std::size_t i = 0; i < comms.size(); i++) {
      comms[i]->wait();
      finishes[i] = comms[i]->get_finish_time();
    }
  });
  double before = userSeconds();
  engine.run();
  std::printf("flows %zu makespan_s %.9f user_s %.3f\n", flows.size(), sg4::Engine::get_clock(),
              userSeconds() - before);
  if (argc > 2) {
    FILE* out = std::fopen(argv[2], "w");
    for (double finish : finishes)
      std::fprintf(out, "%.17g\n", finish);
    std::fclose(out);
  }
}
