package io.opisim.viz.model;

/**
 * Everything that a picture of one run shows, whatever part of it is visible.
 *
 * @param question what the scenario asks
 * @param scenario name of the scenario
 * @param caseId the case
 * @param seed the seed
 * @param cluster size of the cluster
 * @param figures key figures
 * @param timeline the jobs
 * @param utilisation the use of the GPUs
 * @param queue the waiting jobs
 */
public record RunScene(
    String question,
    String scenario,
    String caseId,
    long seed,
    ResultFolder.ClusterSize cluster,
    KeyFigures figures,
    TimelineModel timeline,
    UtilisationModel utilisation,
    QueueModel queue) {

  /** The scene of a run of a case. */
  public static RunScene of(ResultFolder folder, String caseId, long seed, RunModel run) {
    UtilisationModel use = UtilisationModel.of(run, folder.cluster());
    return new RunScene(
        folder.question(),
        folder.scenario(),
        caseId,
        seed,
        folder.cluster(),
        KeyFigures.of(run, use),
        new TimelineModel(run),
        use,
        QueueModel.of(run));
  }
}
