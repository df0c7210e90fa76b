package io.opisim.models.workload.training;

import io.opisim.models.workload.TimeClass;

/** What the time of a training step is made of. */
public enum StepPart {
  /** Matrix multiplications of the layers, attention core included. */
  MATMUL(TimeClass.COMPUTE),
  /** Passes over activations between multiplications, bound by memory. */
  ELEMENT_WISE(TimeClass.COMPUTE),
  /** Output head and loss. */
  HEAD(TimeClass.COMPUTE),
  /** The accelerator waiting for the host to launch its kernels. */
  HOST_LAUNCH(TimeClass.COMPUTE),
  /** Weights written anew. */
  OPTIMIZER(TimeClass.COMPUTE),
  /** Tensor-parallel collectives that no computation hides. */
  TENSOR_COLLECTIVE(TimeClass.EXPOSED_COLLECTIVE),
  /** Exchange of tokens between experts. */
  EXPERT_COLLECTIVE(TimeClass.EXPOSED_COLLECTIVE),
  /** Activations handed from stage to stage. */
  PIPELINE_TRANSFER(TimeClass.EXPOSED_COLLECTIVE),
  /** Gradients reduced over data-parallel ranks, as far as the backward pass does not hide it. */
  GRADIENT_COLLECTIVE(TimeClass.EXPOSED_COLLECTIVE),
  /** Stages without a micro-batch while the pipeline fills and drains. */
  PIPELINE_BUBBLE(TimeClass.PIPELINE_BUBBLE);

  private final TimeClass timeClass;

  StepPart(TimeClass timeClass) {
    this.timeClass = timeClass;
  }

  /** The class of time that the part counts as. */
  public TimeClass timeClass() {
    return timeClass;
  }
}
