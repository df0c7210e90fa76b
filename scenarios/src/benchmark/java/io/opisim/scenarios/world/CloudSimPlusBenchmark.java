package io.opisim.scenarios.world;

import ch.qos.logback.classic.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cloudsimplus.brokers.DatacenterBroker;
import org.cloudsimplus.brokers.DatacenterBrokerSimple;
import org.cloudsimplus.cloudlets.Cloudlet;
import org.cloudsimplus.cloudlets.CloudletSimple;
import org.cloudsimplus.core.CloudSimPlus;
import org.cloudsimplus.datacenters.DatacenterSimple;
import org.cloudsimplus.hosts.Host;
import org.cloudsimplus.hosts.HostSimple;
import org.cloudsimplus.resources.Pe;
import org.cloudsimplus.resources.PeSimple;
import org.cloudsimplus.schedulers.cloudlet.CloudletSchedulerSpaceShared;
import org.cloudsimplus.util.Log;
import org.cloudsimplus.utilizationmodels.UtilizationModel;
import org.cloudsimplus.utilizationmodels.UtilizationModelFull;
import org.cloudsimplus.vms.Vm;
import org.cloudsimplus.vms.VmSimple;

/**
 * The reference load in CloudSim Plus, in a cold JVM, printed as {@link JobBenchmark} prints it.
 *
 * <p>One datacenter, one VM of 8 cores on each host with a space-shared scheduler, one cloudlet a
 * job with its arrival as submission delay; logging is off, there is no scheduling interval, no
 * listener, and one utilisation model serves all cloudlets. Mode {@code first-fit} tells it the
 * host of each job (worked out by {@link ReferenceLoad}, counted as building), so that it has
 * nothing to decide and the same jobs run at the same times on the same hosts as in opisim; mode
 * {@code round-robin} leaves the choice to its broker.
 *
 * <p>Arguments: jobs, hosts, mode.
 */
public final class CloudSimPlusBenchmark {
  /** Work is a whole number of millions of instructions: at this rate one of them is 1 µs. */
  private static final long MIPS = 1_000_000;

  private static final long AMPLE = 1L << 30;

  private CloudSimPlusBenchmark() {}

  /** Runs once. */
  public static void main(String[] args) {
    int jobCount = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    String mode = args.length > 2 ? args[2] : "first-fit";
    double atStart = ReferenceLoad.cpuSeconds();
    Log.setLevel(Level.OFF);
    ReferenceLoad load = new ReferenceLoad(jobCount, hosts);
    CloudSimPlus simulation = new CloudSimPlus();
    new DatacenterSimple(simulation, hosts(hosts));
    DatacenterBroker broker = new DatacenterBrokerSimple(simulation);
    List<Vm> vms = vms(hosts);
    broker.submitVmList(vms);
    List<Cloudlet> cloudlets = cloudlets(load);
    if (mode.equals("first-fit")) {
      int[] hostOf = load.firstFitHosts();
      for (int job = 0; job < jobCount; job++) {
        cloudlets.get(job).setVm(vms.get(hostOf[job]));
      }
    }
    broker.submitCloudletList(cloudlets);
    double ready = ReferenceLoad.cpuSeconds();
    simulation.start();
    double done = ReferenceLoad.cpuSeconds();
    List<Cloudlet> finished = broker.getCloudletFinishedList();
    if (finished.size() != jobCount) {
      throw new IllegalStateException(finished.size() + " of " + jobCount + " jobs finished");
    }
    System.out.printf(
        Locale.ROOT,
        "cloudsimplus jobs=%d hosts=%d loaded_hosts=%d mode=%s jct_mean_s=%.4f if_none_waits_s=%.4f"
            + " cpu_start_s=%.3f cpu_build_s=%.3f cpu_simulation_s=%.3f%n",
        jobCount,
        hosts,
        hosts,
        mode,
        meanJct(finished),
        load.meanDurationSeconds(),
        atStart,
        ready - atStart,
        done - ready);
  }

  private static double meanJct(List<Cloudlet> finished) {
    double sum = 0;
    for (Cloudlet cloudlet : finished) {
      sum += cloudlet.getFinishTime() - cloudlet.getSubmissionDelay();
    }
    return sum / finished.size();
  }

  private static List<Host> hosts(int count) {
    List<Host> hosts = new ArrayList<>(count);
    for (int host = 0; host < count; host++) {
      List<Pe> cores = new ArrayList<>(ReferenceLoad.CORES);
      for (int core = 0; core < ReferenceLoad.CORES; core++) {
        cores.add(new PeSimple(MIPS));
      }
      hosts.add(new HostSimple(AMPLE, AMPLE, AMPLE, cores));
    }
    return hosts;
  }

  private static List<Vm> vms(int count) {
    List<Vm> vms = new ArrayList<>(count);
    for (int vm = 0; vm < count; vm++) {
      vms.add(new VmSimple(MIPS, ReferenceLoad.CORES, new CloudletSchedulerSpaceShared()));
    }
    return vms;
  }

  private static List<Cloudlet> cloudlets(ReferenceLoad load) {
    UtilizationModel full = new UtilizationModelFull();
    List<Cloudlet> cloudlets = new ArrayList<>(load.jobs());
    for (int job = 0; job < load.jobs(); job++) {
      Cloudlet cloudlet = new CloudletSimple(Math.max(1, load.durationNanos[job] / 1000), 1);
      cloudlet.setUtilizationModelCpu(full);
      cloudlet.setSubmissionDelay(load.arrivalNanos[job] * 1e-9);
      cloudlets.add(cloudlet);
    }
    return cloudlets;
  }
}
